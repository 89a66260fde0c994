import { beforeAll, describe, expect, test } from 'vitest';
import { chanceFrom, type Chance } from '#lib/core/chance.ts';
import type { ObjectStore } from '#lib/ports/objects/object-store.ts';
import { beginRun, continueRun } from '#lib/use-cases/insight/pass/conduct-run.ts';
import { keys } from '#lib/use-cases/insight/pass/keys.ts';
import type { RunStores } from '#lib/use-cases/insight/pass/open-stage.ts';
import { runInsight } from '#lib/use-cases/insight/pass/run-insight.ts';
import { runPart } from '#lib/use-cases/insight/pass/run-part.ts';
import { slicesOf, type Run, type Slice, type SliceResult } from '#lib/use-cases/insight/pass/run.ts';
import type { EmbeddedStore } from '#lib/ports/store/embedded/embedded-store.ts';
import { withReplayed } from '#test/support/replayed-store.ts';
import { insightOver, latestResults } from './running.ts';
import { fewest, someOfTheShop } from './some-of-the-shop.ts';

const { catalogue, lines } = someOfTheShop();

/** A shop of fewer people still, since each run reads all of them. */
const half = lines.filter((line) => Number(/"(?:cust|visitor)-(\d+)"/.exec(line)?.[1]) % 12 === 0);

type Store = RunStores['store'];

/** The store, read in pages of a few people. */
const paged = (store: EmbeddedStore, size: number): Store => ({
  everybody: async (part) => {
    const page = await store.everybody(part);
    if (page.people.length <= size) return page;
    const people = page.people.slice(0, size);
    return { people, rows: size, next: people.at(-1)?.person };
  },
  load: (person, events) => store.load(person, events),
  ledger: (person) => store.ledger(person),
  history: (person) => store.history(person),
  visitors: (person) => store.visitors(person),
  rowCount: () => store.rowCount(),
});

/** Whether something fails, by chance, and now and then after it was done. */
type Fails = () => 'before' | 'after' | 'not at all';

const failing = (chance: Chance, share: number): Fails => {
  return () => {
    const drawn = chance();
    if (drawn < share / 2) return 'before';
    return drawn < share ? 'after' : 'not at all';
  };
};

const breakable = (objects: ObjectStore, fails: Fails): ObjectStore => ({
  ...objects,
  put: async (key, body) => {
    const when = fails();
    if (when === 'before') throw new Error('The bucket takes nothing');
    await objects.put(key, body);
    if (when === 'after') throw new Error('The bucket took it, and nobody heard');
  },
});

const breaking = (store: Store, fails: Fails): Store => ({
  ...store,
  ledger: (person) => {
    if (fails() === 'before') throw new Error('The store does not answer');
    return store.ledger(person);
  },
});

const shuffled = <One>(all: readonly One[], chance: Chance): readonly One[] =>
  all
    .map((one) => [chance(), one] as const)
    .toSorted(([one], [other]) => one - other)
    .map(([, one]) => one);

/** What makes a run hard. */
interface Hardship {
  readonly seed: number;
  readonly parts: number;
  readonly pages: number;
}

/** Runs over the store by slices of one page each, of which some fail and some are made twice, in any order. */
const hardRun = async (store: EmbeddedStore, { seed, parts, pages }: Hardship) => {
  const chance = chanceFrom(seed);
  const { deps } = insightOver(paged(store, pages), catalogue);
  const part = {
    store: breaking(deps.store, failing(chance, 0.02)),
    objects: breakable(deps.objects, failing(chance, 0.2)),
    // Each look at the clock takes longer than a slice may.
    now: () => deps.now() * 1_000_000,
  };
  let failed = 0;
  const tried = async (slice: Slice): Promise<readonly SliceResult[]> => {
    try {
      if (chance() < 0.1) await runPart(part, slice);
      return [await runPart(part, slice)];
    } catch {
      failed += 1;
      return [];
    }
  };
  let run: Run = await beginRun(deps, { parts, minimum: fewest });
  while (run.outcome === undefined) {
    const results: SliceResult[] = [];
    for (const slice of shuffled(slicesOf(run), chance)) results.push(...(await tried(slice)));
    // Through JSON, as the state machine hands it on.
    run = await continueRun(deps, JSON.parse(JSON.stringify(run)) as Run, results);
  }
  return { run, failed, results: await latestResults(deps.objects), objects: deps.objects };
};

const overShop = <Result>(work: (store: EmbeddedStore) => Promise<Result>) =>
  withReplayed({ catalogue, lines: half }, work);

describe('a run in parts', () => {
  let whole: ReadonlyMap<string, string>;

  beforeAll(async () => {
    whole = await overShop(async (store) => {
      const { deps } = insightOver(store, catalogue);
      await runInsight(deps, { parts: 1, minimum: fewest });
      return latestResults(deps.objects);
    });
  });

  test.each([
    { seed: 1, parts: 4, pages: 5 },
    { seed: 2, parts: 3, pages: 7 },
    { seed: 3, parts: 7, pages: 3 },
  ])('says the same as in one, whatever fails: $parts parts, $pages people a page', async (hardship) => {
    await overShop(async (store) => {
      const { run, failed, results } = await hardRun(store, hardship);
      expect(run.outcome).toBe('done');
      expect(failed).toBeGreaterThan(5);
      expect(run.rounds).toBeGreaterThan(6);
      expect(results).toEqual(whole);
    });
  });

  test('leaves a sample for previews and the buyers for a fit, without ids among these', async () => {
    await overShop(async (store) => {
      const { deps } = insightOver(store, catalogue);
      const { id } = await runInsight(deps, { parts: 2, minimum: fewest });
      const sample = JSON.parse(new TextDecoder().decode(await deps.objects.get(keys.latestSample))) as object;
      expect(sample).toMatchObject({ run: id, people: await store.rowCount(), parts: 1 });
      const buyers = await deps.objects.get(keys.buyers(id, 0));
      expect(buyers?.length).toBeGreaterThan(0);
      expect(new TextDecoder('latin1').decode(buyers)).not.toContain('cust-');
    });
  });

  test('gives up when no part gets any further', async () => {
    await overShop(async (store) => {
      const { deps } = insightOver(store, catalogue);
      let run = await beginRun(deps, { parts: 2 });
      const waits: number[] = [];
      while (run.outcome === undefined) {
        run = await continueRun(deps, run, []);
        waits.push(run.waitSeconds);
      }
      expect(run.outcome).toBe('failed');
      expect(waits).toEqual([30, 60, 90, 120, 150]);
    });
  });
});
