import { describe, expect, test } from 'vitest';
import { hour, hourOf } from '#lib/core/members/change-counts.ts';
import { formatInstant } from '#lib/core/time/instant.ts';
import type { MemberCounts } from '#lib/ports/members/member-counts.ts';
import { dayMs, noon } from '#test/use-cases/given.ts';
import type { ApiUnderTest } from './api.contract.ts';
import { apiOver } from './asking.ts';
import { asked, crowd, shopCatalogue } from './shop.ts';

const buyers = crowd.length - 5 + 2;

interface Listed {
  readonly key: string;
  readonly year: { readonly from: string; readonly members: readonly (number | null)[] } | null;
}

/** What the API tells the console of segments. */
export const consoleSegmentsContract = (api: () => ApiUnderTest): void => {
  const get = async (path: string) => api().ask(`GET /v1/console/segments${path}`, { as: 'marketing' });

  describe('GET /v1/console/segments', () => {
    test('lists the segments in the catalogue’s order, with their sizes and their share', async () => {
      const { json } = await get('');
      const { items, ...all } = json as { readonly items: readonly Listed[] };
      expect(all).toEqual({
        asOf: formatInstant(asked),
        people: 33,
        counting: false,
        countedSince: formatInstant(noon),
      });
      expect(items.map(({ key }) => key)).toEqual(['buyer', 'fresh-buyer', 'browser', 'british']);
      expect(items[0]).toMatchObject({
        name: 'Buyers',
        description: null,
        meaning: 'Customers who have a purchase.',
        members: buyers,
        share: buyers / 33,
        entered24h: 0,
        exited24h: 0,
        quiet: false,
        requires: null,
        publishes: ['orders.count'],
        refersTo: [],
      });
    });

    test('draws the line of a year, which ends with the present size and says what is not known', async () => {
      const { json } = await get('');
      const { year } = (json as { readonly items: readonly Listed[] }).items[0] as Listed;
      expect(year?.from).toBe(formatInstant(asked - 52 * 7 * dayMs));
      expect(year?.members).toHaveLength(53);
      expect(year?.members.slice(-2)).toEqual([null, buyers]);
    });

    test('has everything but the lines while the year is being counted', async () => {
      const { store, counts } = api();
      const froms: number[] = [];
      const busy: MemberCounts = {
        size: (key) => counts.size(key),
        isCounted: async () => false,
        counted: async (key, from, to) => {
          froms.push(from);
          return counts.counted(key, from, to);
        },
      };
      const counting = apiOver({ store, catalogue: shopCatalogue, counts: busy, now: () => asked });
      const { json } = await counting.ask('GET /v1/console/segments', { as: 'marketing' });
      expect(json).toMatchObject({ counting: true, countedSince: null });
      const [first] = (json as { readonly items: readonly Listed[] }).items;
      expect(first).toMatchObject({ key: 'buyer', members: buyers, entered24h: 0, exited24h: 0, year: null });
      expect(new Set(froms)).toEqual(new Set([hourOf(asked) - 23 * hour]));
    });

    test('knows no sizes where no members are kept', async () => {
      const bare = apiOver({ store: api().store, catalogue: shopCatalogue, now: () => asked });
      const { json } = await bare.ask('GET /v1/console/segments', { as: 'marketing' });
      const unknown = { members: null, share: null, entered24h: null, exited24h: null, year: null };
      expect(json).toMatchObject({ people: null, counting: false, countedSince: null });
      expect((json as { readonly items: readonly Listed[] }).items[0]).toMatchObject({ key: 'buyer', ...unknown });
    });
  });

  describe('GET /v1/console/segments/{key}', () => {
    test('is the definition of a segment, as JSON and in words', async () => {
      expect((await get('/fresh-buyer')).json).toMatchObject({
        key: 'fresh-buyer',
        members: buyers,
        currency: 'GBP',
        definition: { key: 'fresh-buyer', when: { performed: 'PurchaseMade', within: 'P30D' } },
        condition: {
          kind: 'condition',
          path: 'when',
          condition: 'PurchaseMade within P30D, times >= 1',
          words: 'who have a purchase within the last 30 days',
        },
        referredBy: [],
      });
    });

    test('knows no segment that is not there, but the nearest', async () => {
      expect(await get('/buyr')).toMatchObject({
        status: 404,
        json: { message: 'Cannot use "buyr" as a segment of the catalogue: the nearest is buyer' },
      });
    });
  });
};
