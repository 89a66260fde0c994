import { describe, expect, test } from 'vitest';
import { rankOf } from '#lib/core/insight/person.ts';
import { formatInstant } from '#lib/core/time/instant.ts';
import type { ApiUnderTest } from './api.contract.ts';
import { asked, crowd, oddId } from './shop.ts';

/** What the API tells of segments. */
export const segmentsContract = (api: () => ApiUnderTest): void => {
  const askMemberships = (body: unknown, of = 'buyer browser british') =>
    api().ask('POST /v1/memberships', { as: 'campaign', of, body });
  const preview = (body: unknown, as = 'marketing') => api().ask('POST /v1/preview', { as, body });

  describe('POST /v1/memberships', () => {
    test('tells of which of some segments people are members now, in the order asked', async () => {
      const ids = ['nobody', 'cust-42', '~phone', 'gone', '~visitor-7', oddId, 'cust-42'];
      const { status, json } = await askMemberships({ ids, segments: ['british', 'browser', 'buyer'] });
      const held = [[], ['british', 'buyer'], ['british', 'buyer'], [], [], ['buyer'], ['british', 'buyer']];
      expect([status, json]).toEqual([200, ids.map((id, index) => ({ id, segments: held[index] }))]);
    });

    test('tells of a hundred at once, and is a line of the audit for each', async () => {
      api().audit.length = 0;
      const ids = Array.from({ length: 100 }, (_, index) => `n-${index}`);
      expect((await askMemberships({ ids, segments: ['buyer'] })).json).toHaveLength(100);
      expect(api().audit).toHaveLength(100);
      expect(api().audit[7]).toMatchObject({ route: 'POST /v1/memberships', person: rankOf('C#n-7').slice(0, 16) });
    });

    test.each([
      { ids: [], segments: ['buyer'] },
      { ids: Array.from({ length: 101 }, () => 'a'), segments: ['buyer'] },
      { ids: ['a b'], segments: ['buyer'] },
      { ids: ['~~a'], segments: ['buyer'] },
      { ids: 'a', segments: ['buyer'] },
      { ids: ['a'], segments: [] },
      { ids: ['a'], segments: Array.from({ length: 21 }, () => 'buyer') },
      { ids: ['a'] },
    ])('refuses a body that does not fit: %#', async (body) => {
      expect(await askMemberships(body)).toMatchObject({ status: 400, json: { error: 'bad-request' } });
    });

    test('names the place, the rule and the value of what does not fit', async () => {
      const rule = "must be 1 to 64 characters of A-Z a-z 0-9 . _ : @ + -, with a ~ before a visitor's";
      const messages = [
        [{ ids: ['a', 'a b', 'c d'], segments: ['buyer'] }, `ids.1 ${rule}, current value is "a b"`],
        [{ ids: ['a', 7], segments: ['buyer'] }, `ids.1 ${rule}, current value is 7`],
        [
          { ids: ['a'], segments: ['Buyer'] },
          'segments.0 must be 1 to 64 characters of a-z 0-9 -, current value is "Buyer"',
        ],
        [{ ids: [], segments: ['buyer'] }, 'ids must be a list of 1 to 100 ids, current value is []'],
        [{ segments: ['buyer'] }, 'ids must be a list of 1 to 100 ids, current value is absent'],
      ] as const;
      for (const [body, message] of messages)
        expect(await askMemberships(body)).toMatchObject({ status: 400, json: { message } });
    });

    test('tells a campaign of no segment that is not listed for it', async () => {
      const body = { ids: ['cust-42'], segments: ['buyer', 'fresh-buyer'] };
      expect(await askMemberships(body)).toMatchObject({ status: 403, json: { error: 'forbidden' } });
      expect((await askMemberships(body, 'buyer fresh-buyer')).status).toBe(200);
      expect((await askMemberships({ ids: ['a'], segments: ['buyr'] }, 'buyr')).json).toMatchObject({
        message: 'Cannot use "buyr" as a segment of the catalogue: the nearest is buyer',
      });
    });
  });

  describe('POST /v1/preview', () => {
    const everybody = crowd.length + 3;

    test('tells how many of everybody a condition would hold of, exactly where everybody is in the sample', async () => {
      const { status, json } = await preview({ when: { performed: 'PurchaseMade', within: 'P30D' } });
      const holds = crowd.length - 5 + 2;
      expect([status, json]).toEqual([
        200,
        {
          asOf: formatInstant(asked),
          in: holds,
          of: everybody,
          people: everybody,
          low: holds / everybody,
          high: holds / everybody,
        },
      ]);
    });

    test('decides as of now: time has passed since the last event', async () => {
      expect((await preview({ when: { performed: 'VisitMade', within: 'P1D' } })).json).toMatchObject({
        in: 0,
        low: 0,
        high: 0,
      });
      const silent = { not: { performed: 'VisitMade', within: 'P2D' } };
      expect((await preview({ when: silent })).json).toMatchObject({ in: everybody });
    });

    test('does not tell of fewer than twenty how many they are', async () => {
      expect((await preview({ when: { trait: 'geographic.country', is: { exists: true } } })).json).toMatchObject({
        in: { below: 20 },
        low: null,
        high: null,
      });
    });

    test('asks profiles, events, other segments and computed traits', async () => {
      const traits = { bought: { performed: 'PurchaseMade' } };
      const when = {
        all: [
          { segment: 'buyer' },
          { trait: 'computed.bought', is: { gte: 1 } },
          { trait: 'orders.count', is: { eq: 1 } },
        ],
      };
      expect((await preview({ when, traits })).json).toMatchObject({ in: 27 });
      expect((await preview({ when: { not: { segment: 'buyer' } } })).json).toMatchObject({ in: { below: 20 } });
    });

    test('shows people with what was observed to who may see both, and the audit is told', async () => {
      api().audit.length = 0;
      const when = { performed: 'PurchaseMade' };
      const { json } = await preview({ when }, 'marketing support');
      const { sample } = json as { sample: readonly Record<string, unknown>[] };
      expect(sample).toHaveLength(5);
      for (const each of sample)
        expect(each).toEqual({
          customerId: expect.any(String) as string,
          because: [{ path: 'when', condition: 'PurchaseMade, times >= 1', observed: 1, holds: true }],
        });
      expect(api().audit).toHaveLength(5);
      for (const as of ['marketing', 'marketing operator campaign'])
        expect([as, (await preview({ when }, as)).json]).toEqual([
          as,
          expect.not.objectContaining({ sample: expect.anything() as unknown }),
        ]);
    });

    test.each([
      [{ performed: 'PurchaseMad' }, 'when.performed: must be'],
      [{ trait: 'orders.cuont', is: { gte: 3 } }, 'when.trait: must be'],
      [{ segment: 'buyr' }, 'when.segment: must be'],
      [{ all: [{ performed: 'VisitMade', within: 'P1M' }] }, 'when.all.0.within: must be'],
      [{}, 'when: must be'],
    ])('says where a condition does not fit: %j', async (when, message) => {
      const { status, json } = await preview({ when });
      expect([status, json]).toMatchObject([400, { message: expect.stringContaining(message) as string }]);
    });

    test('refuses what is no condition, and what is nested without end', async () => {
      for (const when of [undefined, null, 'buyer', []])
        expect([when, (await preview({ when })).status]).toEqual([when, 400]);
      expect((await preview({ when: { performed: 'VisitMade' }, traits: [] })).status).toBe(400);
      const deep = `{"when":${'{"not":'.repeat(30_000)}{"performed":"VisitMade"}${'}'.repeat(30_000)}}`;
      expect((await preview(deep)).status).toBe(400);
      const all = `{"when":${'{"all":['.repeat(20_000)}${']}'.repeat(20_000)}}`;
      expect((await preview(all)).status).toBe(400);
      const long = { any: Array.from({ length: 125_000 }, () => 1) };
      expect((await preview({ when: long })).status).toBe(400);
      expect(api().failures).toEqual([]);
    });
  });
};
