import { describe, expect, test } from 'vitest';
import { formatInstant } from '#lib/core/time/instant.ts';
import type { ApiUnderTest } from './api.contract.ts';
import { apiOver } from './asking.ts';
import { asked, shopCatalogue } from './shop.ts';

interface Session {
  readonly can: Readonly<Record<string, boolean>>;
  readonly why: Readonly<Record<string, string>>;
}

/** What the API tells a caller of the console. */
export const sessionContract = (api: () => ApiUnderTest): void => {
  const sessionOf = async (as: string): Promise<Session> =>
    (await api().ask('GET /v1/console/session', { as })).json as Session;

  describe('GET /v1/console/session', () => {
    test('tells who asks, and by which catalogue answers are made', async () => {
      expect(await sessionOf('support marketing')).toMatchObject({
        mode: 'deployed',
        caller: { name: 'support marketing', roles: ['support', 'marketing'] },
        now: formatInstant(asked),
        catalogue: { hash: shopCatalogue.hash, currency: 'GBP', timeZone: 'UTC', segments: 4, model: null },
      });
    });

    test('tells what a caller can use by their roles, and why not of the rest', async () => {
      const { can, why } = await sessionOf('support');
      expect(can).toMatchObject({ people: true, erasure: true, segments: false, redrive: false });
      expect(why).toMatchObject({ segments: 'It is for marketing.', redrive: 'It is for operator.' });
      expect(Object.keys(why)).toEqual(Object.keys(can).filter((name) => !can[name]));
    });

    test('tells what this server has not', async () => {
      const { store } = api();
      const bare = apiOver({
        store,
        catalogue: shopCatalogue,
        now: () => asked,
        writes: {},
        insight: undefined,
        preview: undefined,
      });
      const { json } = await bare.ask('GET /v1/console/session', { as: 'support marketing operator' });
      const { can, why } = json as Session;
      expect(can).toMatchObject({
        people: true,
        erasure: false,
        members: false,
        leavers: false,
        insight: false,
        redrive: false,
      });
      expect(why).toMatchObject({
        erasure: 'The store is open only to be read.',
        leavers: expect.stringMatching(/^A pass over everybody counts it/) as string,
        members: 'This deployment keeps no members: it does where members is not none.',
      });
    });
  });
};
