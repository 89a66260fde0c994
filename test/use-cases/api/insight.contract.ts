import { describe, expect, test } from 'vitest';
import type { ObjectStore } from '#lib/ports/objects/object-store.ts';
import type { RunResults } from '#lib/use-cases/insight/pass/announce-results.ts';
import { keys } from '#lib/use-cases/insight/pass/keys.ts';
import type { ApiUnderTest } from './api.contract.ts';

const results: RunResults['results'] = [
  { kind: 'compare', key: keys.result('run-1', 'questions/best'), hash: 'q' },
  { kind: 'compare', segment: 'buyer', key: keys.result('run-1', 'compare/buyer'), hash: 'c' },
  { kind: 'places', key: keys.result('run-1', 'places'), hash: 'p' },
  { kind: 'persona', segment: 'buyer', key: keys.result('run-1', 'persona/buyer'), hash: 'g' },
  { kind: 'discover', key: keys.result('run-1', 'groups'), hash: 'd' },
  { kind: 'metrics', key: keys.result('run-1', 'metrics'), hash: 'm' },
  { kind: 'metrics', key: keys.result('run-1', 'months'), hash: 'n' },
];

/** The results of a pass, each of which says which it is. */
export const keepInsight = async (objects: ObjectStore): Promise<void> => {
  const latest: RunResults = { run: 'run-1', asOf: '2026-11-02T12:00:00.000Z', people: 33, results };
  await objects.put(keys.latest, JSON.stringify(latest));
  for (const { key } of results) await objects.put(key, JSON.stringify({ key }));
};

/** Of whom its results are. */
const ofPass = { asOf: '2026-11-02T12:00:00.000Z', people: 33, sampleOf: null, older: false, counting: false };

/** What the API tells of a pass for insight. */
export const insightContract = (api: () => ApiUnderTest): void => {
  const get = (path: string) => api().ask(`GET /v1/insight/${path}`, { as: 'marketing' });

  const told = async (path: string, name: string, json: object): Promise<unknown> => {
    const { objects, ask } = api();
    await objects.put(keys.result('run-1', name), JSON.stringify(json));
    const { json: answer } = await ask(`GET /v1/console/insight/${path}`, { as: 'marketing' });
    await keepInsight(objects);
    expect(answer).toMatchObject({ basis: ofPass });
    return (answer as { readonly result: unknown }).result;
  };

  describe('GET /v1/insight/{kind}', () => {
    test.each([
      ['places', 'places'],
      ['compare?segment=buyer', 'compare/buyer'],
      ['compare?segment=best', 'questions/best'],
      ['metrics', 'metrics'],
    ])('%s is the latest result %s', async (path, name) => {
      expect(await get(path)).toMatchObject({ status: 200, json: { key: keys.result('run-1', name) } });
    });

    test('says what there is not', async () => {
      expect(await get('compare')).toMatchObject({
        status: 404,
        json: { error: 'not-found', message: 'Cannot find compare about everybody in the latest pass: name a segment' },
      });
      expect((await get('places?segment=buyer')).json).toMatchObject({
        message: 'Cannot find places about buyer in the latest pass',
      });
      expect((await get('place')).json).toEqual({
        error: 'not-found',
        message: 'Cannot use "place" as a kind of insight: the nearest is places',
      });
    });

    test('says that no pass has ended yet', async () => {
      const { objects } = api();
      await objects.remove(keys.latest);
      expect((await get('places')).json).toMatchObject({ message: expect.stringMatching(/no pass/) as string });
      await keepInsight(objects);
    });
  });

  test('GET /v1/console/rfm is the grid of the latest pass, or says that it has not drawn it', async () => {
    const { objects, ask } = api();
    const grid = async () => (await ask('GET /v1/console/rfm', { as: 'marketing' })).json;
    const missing = expect.stringMatching(/^the latest pass over everybody has not drawn it/) as string;
    expect(await grid()).toEqual({ basis: ofPass, result: { missing } });
    await objects.put(keys.rfm('run-1'), JSON.stringify({ cells: [] }));
    expect(await grid()).toEqual({ basis: ofPass, result: { cells: [] } });
    await objects.remove(keys.rfm('run-1'));
  });

  describe('GET /v1/console/insight/{kind}', () => {
    test('says the lines of a comparison in words', async () => {
      const line = { trait: 'orders.revenue', value: { gte: 5000 }, members: 20, known: 25 };
      expect(await told('compare?segment=buyer', 'compare/buyer', { members: 25, lines: [line] })).toEqual({
        members: 25,
        lines: [{ ...line, words: 'revenue after refunds: 50.00 GBP or more' }],
      });
      expect(await told('compare?segment=best', 'questions/best', { members: 3 })).toEqual({ members: 3 });
    });

    test('gives a persona as a card', async () => {
      const persona = { segment: 'buyer', title: 'Buyers', byDefinition: [], members: 25, share: 0.5, name: 'Gina' };
      expect(await told('persona?segment=buyer', 'persona/buyer', { personas: [persona] })).toMatchObject({
        personas: [
          {
            name: 'Gina',
            card: { title: 'Gina', facts: [expect.any(String), 'Buyers: 25 members, 50% of everybody.'] },
          },
        ],
      });
    });

    test('says the rule of a group in words, and what people were compared by', async () => {
      const group = { key: 'often', name: 'Often', when: { trait: 'orders.count', is: { gte: 3 } } };
      expect(await told('discover', 'groups', { traits: ['orders.count'], groups: [group] })).toMatchObject({
        comparedBy: ['number of orders'],
        groups: [{ ...group, words: 'Customers whose number of orders is at least 3.' }],
      });
    });

    test('is any other result as it was kept', async () => {
      const { ask } = api();
      expect((await ask('GET /v1/console/insight/places', { as: 'marketing' })).json).toEqual({
        basis: ofPass,
        result: (await get('places')).json,
      });
    });

    test('has of metrics the overlaps of the last period alone', async () => {
      const periods = ['2026-10-26', '2026-11-02'].map((to) => ({ to, size: 3, overlap: [{ with: 'buyer' }] }));
      expect(await told('metrics', 'metrics', { periods })).toEqual({
        periods: [{ to: '2026-10-26', size: 3 }, periods[1]],
      });
    });
  });
};
