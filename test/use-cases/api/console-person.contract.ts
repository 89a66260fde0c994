import { describe, expect, test } from 'vitest';
import { formatInstant } from '#lib/core/time/instant.ts';
import { dayMs, noon } from '#test/use-cases/given.ts';
import type { ApiUnderTest } from './api.contract.ts';
import { asked } from './shop.ts';

interface Told {
  readonly segments: readonly { readonly key: string }[];
}

const of = (json: unknown, key: string) => (json as Told).segments.find((segment) => segment.key === key);

const at = (instant: number): string => `?at=${encodeURIComponent(formatInstant(instant))}`;

/** What the API tells the console of a person. */
export const consolePersonContract = (api: () => ApiUnderTest): void => {
  const get = (path: string) => api().ask(`GET /v1/console/people/${path}`, { as: 'support' });

  describe('GET /v1/console/people/{id}', () => {
    test('is the profile as of now, with every segment explained in words', async () => {
      const { status, json } = await get('cust-42');
      expect([status, json]).toMatchObject([
        200,
        {
          customerId: 'cust-42',
          asOf: formatInstant(asked),
          isPast: false,
          visitors: ['~phone'],
          profile: {
            traits: { orders: { count: 1 }, geographic: { country: 'GB' } },
            sources: { 'geographic.country': { via: 'crm' } },
            units: {
              'orders.average': { currency: 'GBP' },
              'orders.discountShare': 'share',
              'orders.refundRate': 'share',
              'orders.refunded': { currency: 'GBP' },
              'orders.revenue': { currency: 'GBP' },
            },
            sequence: 3,
          },
        },
      ]);
      expect((json as Told).segments.map(({ key }) => key)).toEqual(['buyer', 'fresh-buyer', 'browser', 'british']);
      expect(of(json, 'british')).toMatchObject({
        isMember: true,
        since: formatInstant(noon),
        condition: {
          kind: 'condition',
          path: 'when',
          observed: 'GB',
          holds: true,
          words: 'country is "GB" (now "GB")',
        },
      });
      expect(of(json, 'fresh-buyer')).toMatchObject({ next: { status: 'exited' } });
    });

    test('looks ahead, where time alone will have changed something', async () => {
      const { json } = await get(`cust-42${at(asked + 60 * dayMs)}`);
      expect(json).toMatchObject({ isPast: false, asOf: formatInstant(asked + 60 * dayMs) });
      expect(of(json, 'fresh-buyer')).toMatchObject({
        isMember: false,
        condition: { holds: false, words: 'no purchase within the last 30 days' },
      });
    });

    test('gives plain numbers no unit', async () => {
      const { units } = ((await get('cust-42')).json as { readonly profile: { readonly units: object } }).profile;
      expect(Object.keys(units)).not.toContain('orders.count');
    });

    test('looks back, and numbers no changes there', async () => {
      const { json } = await get(`c-07${at(noon)}`);
      expect(json).toMatchObject({ isPast: false, profile: { sequence: 2, traits: { orders: { count: 1 } } } });
      expect(await get(`c-07${at(noon - 1)}`)).toMatchObject({ status: 404, json: { error: 'not-found' } });
    });

    test('of a linked visitor tells of the customer, and says who was asked for', async () => {
      expect((await get('~phone')).json).toMatchObject({ customerId: 'cust-42', asked: { anonymousId: 'phone' } });
    });

    test('says of nobody and of the erased what there is to say, and is audited', async () => {
      api().audit.length = 0;
      expect(await get('nobody')).toMatchObject({ status: 404 });
      expect(await get('gone')).toMatchObject({ status: 410, json: { receiptId: expect.any(String) as string } });
      expect(api().audit.map(({ status }) => status)).toEqual([404, 410]);
    });
  });
};
