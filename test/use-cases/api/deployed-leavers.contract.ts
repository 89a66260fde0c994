import { beforeAll, describe, expect, test } from 'vitest';
import type { Catalogue } from '#lib/core/segments/compile/catalogue.ts';
import { compile } from '#lib/core/segments/compile/compile.ts';
import { formatInstant, type Instant } from '#lib/core/time/instant.ts';
import { noPauses } from '#lib/ports/backoff.ts';
import { memoryObjects } from '#lib/ports/objects/memory-objects.ts';
import * as consoleWords from '#lib/use-cases/console/console-words.ts';
import { leaversInLatestPass } from '#lib/use-cases/api/console/leavers-in-pass.ts';
import { keys } from '#lib/use-cases/insight/pass/keys.ts';
import { runInsight } from '#lib/use-cases/insight/pass/run-insight.ts';
import type { Run } from '#lib/use-cases/insight/pass/run.ts';
import { dayMs, noon } from '#test/use-cases/given.ts';
import type { ApiUnderTest } from './api.contract.ts';
import { apiOver } from './asking.ts';
import { shopCatalogue } from './shop.ts';

const buyers = 27;

/** Twenty days after everybody has bought, who leave after thirty. */
const passedAt = noon + 20 * dayMs;

const route = 'GET /v1/console/segments/fresh-buyer/leavers';

type Objects = ReturnType<typeof memoryObjects>;

/** Another definition of some segments, by key. */
const redefined = (changes: Readonly<Record<string, object>>, more: object = {}): Catalogue =>
  compile({
    ...shopCatalogue.source,
    ...more,
    segments: shopCatalogue.source.segments.map((segment) => ({ ...segment, ...changes[segment.key] })),
  });

/** What a deployment tells of who will leave, from what a pass over everybody has left. */
export const deployedLeaversContract = (api: () => ApiUnderTest): void => {
  const passWith = async (objects: Objects, catalogue: Catalogue): Promise<Run> => {
    const { source, deployment } = catalogue;
    const publisher = { publish: async () => [] };
    return runInsight(
      {
        store: api().store,
        objects,
        catalogue: { source, deployment },
        publisher,
        now: () => passedAt,
        newId: () => 'run',
        ...noPauses,
      },
      { parts: 2, minimum: 5 },
    );
  };

  const deployment = (objects: Objects, now: Instant, catalogue = shopCatalogue) =>
    apiOver({
      store: api().store,
      catalogue,
      now: () => now,
      console: {
        mode: 'deployed',
        words: async () => consoleWords,
        people: async () => undefined,
        leavers: (at) => leaversInLatestPass(objects, catalogue, at),
      },
    });

  describe('GET /v1/console/segments/{key}/leavers of a deployment', () => {
    const objects = memoryObjects();
    let run: Run;
    beforeAll(async () => {
      run = await passWith(objects, shopCatalogue);
    });

    const asked = (now: Instant, catalogue = shopCatalogue, asks = route) =>
      deployment(objects, now, catalogue).ask(asks, { as: 'marketing support' });
    const messageAt = async (...args: Parameters<typeof asked>): Promise<string> => {
      const { status, json } = await asked(...args);
      expect(status).toBe(404);
      return (json as { readonly message: string }).message;
    };

    test.each([
      [5, [0, 0, 0, 0, 0, buyers, 0]],
      [8, [0, 0, buyers, 0, 0, 0, 0]],
    ])('tells %i days after the pass of the seven days from then on, and names nobody', async (days, leaving) => {
      const now = passedAt + days * dayMs;
      const dayAfter = (index: number) => formatInstant(now + index * dayMs).slice(0, 10);
      expect(await asked(now)).toMatchObject({ status: 200 });
      expect((await asked(now)).json).toEqual({
        asOf: formatInstant(passedAt),
        days: leaving.map((count, index) => ({ day: dayAfter(index), leaving: count })),
      });
      expect((await asked(now, shopCatalogue, route.replace('fresh-buyer', 'buyer'))).json).toMatchObject({
        days: leaving.map(() => ({ leaving: 0 })),
      });
    });

    test('says in the session that it can', async () => {
      const { json } = await deployment(objects, passedAt).ask('GET /v1/console/session', { as: 'marketing' });
      expect(json).toMatchObject({ can: { leavers: true } });
    });

    test('says where the pass is too old', async () => {
      expect(await messageAt(passedAt + 9 * dayMs)).toContain('2026-11-22T12:00:00.000Z, more than 8 days ago');
    });

    test('says where a segment, or one that it refers to, was defined otherwise', async () => {
      const now = passedAt + dayMs;
      const changed = redefined({ 'fresh-buyer': { when: { performed: 'PurchaseMade', within: 'P31D' } } });
      expect(await messageAt(now, changed)).toContain('fresh-buyer: it was defined otherwise');
      expect((await asked(now, redefined({ 'fresh-buyer': { name: 'New ones' } }))).status).toBe(200);
      expect((await asked(now, changed, route.replace('fresh-buyer', 'buyer'))).status).toBe(200);

      const referring = { british: { when: { segment: 'fresh-buyer' } } };
      const both = memoryObjects();
      await passWith(both, redefined(referring));
      const catalogue = redefined({
        ...referring,
        'fresh-buyer': { when: { performed: 'PurchaseMade', within: 'P31D' } },
      });
      const { status } = await deployment(both, now, catalogue).ask(route.replace('fresh-buyer', 'british'), {
        as: 'marketing',
      });
      expect(status).toBe(404);
    });

    test('says where days were those of another zone', async () => {
      const elsewhere = redefined({}, { timeZone: 'Europe/Berlin' });
      expect(await messageAt(passedAt, elsewhere)).toContain('went by days of UTC, not of Europe/Berlin');
    });

    test('says where no pass has ended, and where the latest has not counted it', async () => {
      const emptied = memoryObjects();
      const ask = async () => (await deployment(emptied, passedAt).ask(route, { as: 'marketing' })).json;
      expect(await ask()).toMatchObject({
        message: expect.stringContaining('no pass over everybody has come') as string,
      });
      const [latest, counts] = [await objects.get(keys.latest), await objects.get(keys.leavers(run.id))];
      await emptied.put(keys.latest, latest ?? '');
      expect(await ask()).toMatchObject({ message: expect.stringContaining('has not counted it') as string });
      await emptied.put(keys.leavers(run.id), counts ?? '');
      expect(await ask()).toMatchObject({ asOf: formatInstant(passedAt) });
    });
  });
};
