import { expect } from 'vitest';
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
import { insightOver, latestResults, textOf } from './running.ts';
import { fewest, someOfTheShop } from './some-of-the-shop.ts';

const { catalogue, lines } = someOfTheShop();

export { catalogue };

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
export interface Hardship {
  readonly seed: number;
  readonly parts: number;
  readonly pages: number;
}

/** The latest results, and who will leave. */
const allFound = async (objects: ObjectStore, { id }: Run): Promise<ReadonlyMap<string, string>> =>
  new Map([...(await latestResults(objects)), ['leavers', await textOf(objects, keys.leavers(id))]]);

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
  return { run, failed, results: await allFound(deps.objects, run) };
};

/** Works over a store of the shop. */
export const overShop = <Result>(work: (store: EmbeddedStore) => Promise<Result>) =>
  withReplayed({ catalogue, lines: half }, work);

/** The latest results of a run over the shop in one part, which nothing disturbs. */
export const wholeRun = (): Promise<ReadonlyMap<string, string>> =>
  overShop(async (store) => {
    const { deps } = insightOver(store, catalogue);
    const run = await runInsight(deps, { parts: 1, minimum: fewest });
    return allFound(deps.objects, run);
  });

/** The latest results of a run in hardship, which must have been one. */
export const hardResults = (hardship: Hardship): Promise<ReadonlyMap<string, string>> =>
  overShop(async (store) => {
    const { run, failed, results } = await hardRun(store, hardship);
    expect(run.outcome).toBe('done');
    expect(failed).toBeGreaterThan(5);
    expect(run.rounds).toBeGreaterThan(6);
    return results;
  });
