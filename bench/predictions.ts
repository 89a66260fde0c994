import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { PredictionModel } from '#lib/core/predictions/prediction-model.ts';
import type { CustomerState } from '#lib/core/profile/state.ts';
import type { CompiledSegment, PlacedLeaf } from '#lib/core/segments/compile/catalogue.ts';
import { compile } from '#lib/core/segments/compile/compile.ts';
import { nodeHolds } from '#lib/core/segments/compile/node.ts';
import type { CatalogueSource, ConditionSource } from '#lib/core/segments/language/language.ts';
import type { Benchmark, Report, Target } from './benchmark.ts';
import { inFolder, writeLines } from './data/cache.ts';
import { replicas } from './data/replicas.ts';
import { applyAll } from './data/apply-all.ts';
import { acceptLine, linesOf, realShops, type PersonsEvent } from './data/shop-events.ts';
import { alternate, perSecond } from './harness/rounds.ts';
import { compare, type Pair } from './harness/statistics.ts';
import { replayFile } from './process/replay-work.ts';

const day = 86_400_000;

/** Fitted to the even half of Online Retail up to September 2011. */
const predict: PredictionModel = {
  modelId: 'bench',
  asOf: '2011-09-09T00:00:00.000Z',
  timeUnit: 'P7D',
  orders: { k: 2, r: 0.9427, alpha: 4.9369, a: 0.1634, b: 1.9921 },
  spend: { p: 3.1, q: 3.9, v: 15_432.1 },
  tiers: { high: 500_00, medium: 100_00 },
};

const sourceOf = (conditions: readonly ConditionSource[]): CatalogueSource => ({
  currency: 'GBP',
  segments: conditions.map((when, index) => ({ key: `segment-${index}`, when })),
});

const predicted: CatalogueSource = {
  ...sourceOf([
    { trait: 'predicted.alive', is: { lt: 0.5 } },
    { trait: 'predicted.alive', is: { lt: 0.2 } },
    { trait: 'predicted.buys90d', is: { gte: 0.5 } },
    { trait: 'predicted.overdue', is: { eq: true } },
    { trait: 'predicted.tier', is: { eq: 'high' } },
  ]),
  predict,
};

const counted = sourceOf(
  ['P30D', 'P60D', 'P90D', 'P180D', 'P365D'].map((olderThan) => ({ trait: 'orders.lastAt', is: { olderThan } })),
);

/** Enough to make the start of the process small. */
const orderReplicas = 6;

/** A state as it comes out of a store: nothing has been found of it yet. */
const unread = (state: CustomerState): CustomerState => {
  const { profile } = state;
  return { ...state, profile: { ...profile, ...(profile.orders && { orders: { ...profile.orders } }) } };
};

/** How long one of some things takes, in microseconds. */
const microseconds = async (count: number, work: () => void): Promise<number> => 1e6 / (await perSecond(count, work));

interface Described {
  readonly name: string;
  readonly about: string;
  readonly targets: readonly Target[];
}

const figure = async (
  report: Report,
  { name, about, targets }: Described,
  measures: readonly [() => Promise<number>, () => Promise<number>],
): Promise<void> => {
  const rounds = await alternate(measures, report);
  const pairs = rounds.map(([ours = Number.NaN, baseline = Number.NaN]): Pair => [ours, baseline]);
  const { rounds: taken, ...compared } = compare(pairs);
  report.figure({ name: `predictions.${name}`, about, unit: 'µs', ...compared, targets, details: { rounds: taken } });
};

/** Orders from file to file, since that is what an order costs; and through `apply` alone, where every microsecond shows. */
const besideCountdowns = async (report: Report, lines: readonly string[], events: readonly PersonsEvent[]) =>
  inFolder(async (folder) => {
    const file = join(folder, 'events.jsonl');
    const written = await writeLines(file, replicas(lines, orderReplicas));
    const replaying = async (name: string, source: CatalogueSource): Promise<() => Promise<number>> => {
      const segments = join(folder, `${name}.json`);
      await writeFile(segments, JSON.stringify(source));
      return async () => ((await replayFile(join(folder, name), file, segments)).cpuMs * 1_000) / written;
    };
    const beside = 'with five predicted segments, beside five that count the days since the last order';
    await figure(
      report,
      {
        name: 'replay',
        about: `processor time of replay, an order, ${beside}`,
        targets: [{ of: 'ratio', atMost: 1.2 }],
      },
      [await replaying('predicted', predicted), await replaying('counted', counted)],
    );
    const [ours, baseline] = [compile(predicted), compile(counted)];
    await figure(report, { name: 'apply', about: `apply of an order ${beside}`, targets: [] }, [
      async () => microseconds(events.length, () => applyAll(ours, events)),
      async () => microseconds(events.length, () => applyAll(baseline, events)),
    ]);
  });

/** Conditions by what they evaluate, each beside reading an order from its text. */
const asked = {
  alive: { trait: 'predicted.alive', is: { lt: 0.3 } },
  buys90d: { trait: 'predicted.buys90d', is: { lt: 0.3 } },
  value365d: { trait: 'predicted.value365d', is: { lt: 200_00 } },
} as const satisfies Readonly<Record<string, ConditionSource>>;

/** Instants at which the same profile is asked, so that what is made for it once hardly counts. */
const later = Array.from({ length: 32 }, (_, index) => (1 + 7 * index) * day);

/** What is measured, of all states in turn: so many that nothing found of one is remembered when it comes again. */
const questionsOf = (name: string, when: ConditionSource) => {
  const { segments, slowTraits } = compile({ ...sourceOf([when]), predict });
  const [segment, placed] = [segments[0] as CompiledSegment, slowTraits[0] as PlacedLeaf];
  const holds = (state: CustomerState, after: number): boolean =>
    nodeHolds(segment.condition, state, state.clock + after);
  return [
    {
      name: `evaluation.${name}`,
      about: `an evaluation of predicted.${name}, one of ${later.length} of a profile`,
      targets: [{ of: 'ours', atMost: 1 }],
      count: later.length,
      ask: (state) => later.forEach((after) => holds(state, after)),
    },
    {
      name: `first.${name}`,
      about: `an evaluation of predicted.${name}, the first of a profile just read`,
      targets: [],
      count: 1,
      ask: (state) => holds(state, day),
    },
    {
      name: `crossing.${name}`,
      about: `the next flip of a comparison with predicted.${name}, of a profile just read`,
      targets: [{ of: 'ours', atMost: 10 }],
      count: 1,
      ask: (state) => placed.leaf.nextFlip(unread(state), { after: state.clock, until: Infinity }),
    },
  ] as const satisfies readonly (Described & {
    readonly count: number;
    readonly ask: (state: CustomerState) => unknown;
  })[];
};

const besideParsing = async (report: Report, lines: readonly string[], states: readonly CustomerState[]) => {
  const parsing = async (): Promise<number> =>
    microseconds(lines.length, () => {
      for (const line of lines) JSON.parse(line);
    });
  for (const [key, when] of Object.entries(asked)) {
    for (const { name, about, targets, count, ask } of questionsOf(key, when)) {
      await figure(report, { name, about: `${about}, beside JSON.parse of an order`, targets }, [
        async () => microseconds(states.length * count, () => states.forEach(ask)),
        parsing,
      ]);
    }
  }
};

/** What predictions cost beside what there is without them. */
export const predictions: Benchmark = {
  name: 'predictions',
  about: 'evaluations and crossings of predicted traits, and orders with five predicted segments',
  run: async (report) => {
    for (const shop of await realShops(report, ['online-retail'])) {
      const lines = await linesOf(shop.file);
      const events = lines.map(acceptLine);
      await besideCountdowns(report, lines, events);
      await besideParsing(report, lines, [...applyAll(compile(predicted), events).values()]);
    }
  },
};
