import type { Benchmark, Report } from './benchmark.ts';
import { loadBundle, sizesOf, type Bundle, type Load } from './bundles/bundle.ts';
import { makeBundles } from './bundles/make-bundles.ts';
import { inFolder } from './data/cache.ts';
import { alternate } from './harness/rounds.ts';
import { compare, median, type Pair } from './harness/statistics.ts';
import { targetsOf } from './targets/aims.ts';

const bareName = 'dynamodb-client';
const usualName = 'usual-dynamodb-client';
const emptyName = 'empty-handler';
const leastRounds = 11;
const kilobyte = 1_000;

interface Beside {
  readonly bare: Bundle;
  readonly usual: Bundle;
  readonly empty: Bundle;
  readonly ours: readonly Bundle[];
}

const named = (bundles: readonly Bundle[], name: string): Bundle => {
  const found = bundles.find((bundle) => bundle.name === name);
  if (found) return found;
  throw new Error(`Cannot find the bundle ${name}: there are ${bundles.map((bundle) => bundle.name).join(', ')}`);
};

const reportSizes = async (report: Report, { usual, ours }: Beside): Promise<void> => {
  const baseline = (await sizesOf(usual)).bundle / kilobyte;
  for (const bundle of ours) {
    const sizes = await sizesOf(bundle);
    const size = sizes.bundle / kilobyte;
    report.figure({
      name: `coldstart.size.${bundle.name}`,
      about: 'the function’s code, beside a bundle that only makes a DynamoDB client; a KB is 1,000 bytes',
      unit: 'KB',
      ours: size,
      baseline,
      ratio: size / baseline,
      targets: [{ of: 'ours', atMost: 450 }],
      details: { deployedKB: sizes.deployed / kilobyte },
    });
  }
};

/** One round: a bundle, and those it is compared with. */
interface LoadedBeside {
  readonly ours: Load;
  readonly bare: Load;
  readonly usual: Load;
  readonly empty: Load;
}

const reportLoads = (report: Report, bundle: Bundle, rounds: readonly LoadedBeside[]): void => {
  const loads = rounds.map(({ ours, usual }): Pair => [ours.loadMs, usual.loadMs]);
  // On a machine that does other work too, processor time says more.
  const { ratio: cpuRatio } = compare(rounds.map(({ ours, usual }): Pair => [ours.cpuMs, usual.cpuMs]));
  const emptyMs = median(rounds.map(({ empty }) => empty.loadMs));
  report.figure({
    name: `coldstart.load.${bundle.name}`,
    about:
      'loading the bundle in a fresh process until its handler is there, beside a bundle that only makes a DynamoDB client',
    unit: 'ms',
    ...compare(loads),
    // Every function keeps the bound of the one that matters most.
    targets: targetsOf(`coldstart.load.${bundle.name}`),
    details: { cpuRatio, emptyHandlerMs: emptyMs, rounds: rounds.length },
  });
  const { rounds: _rounds, ...trimmed } = compare(rounds.map(({ ours, bare }): Pair => [ours.loadMs, bare.loadMs]));
  report.figure({
    name: `coldstart.load-trimmed.${bundle.name}`,
    about: 'the same, beside such a bundle without what Patron leaves out of the SDK, which makes it half as large',
    unit: 'ms',
    ...trimmed,
    details: { rounds: rounds.length },
  });
  const { rounds: _, ...whole } = compare(rounds.map(({ ours, empty }): Pair => [ours.processMs, empty.processMs]));
  report.figure({
    name: `coldstart.process.${bundle.name}`,
    about: 'the whole process that loads the bundle, beside one that loads an empty handler',
    unit: 'ms',
    ...whole,
    details: { rounds: rounds.length },
  });
};

const besideIn = (bundles: readonly Bundle[]): Beside => ({
  bare: named(bundles, bareName),
  usual: named(bundles, usualName),
  empty: named(bundles, emptyName),
  ours: bundles.filter(({ name }) => ![bareName, usualName, emptyName].includes(name)),
});

/** Loads a bundle and those it is compared with in alternation, one right after the other. */
const loadsOf = async (
  ours: Bundle,
  { bare, usual, empty }: Beside,
  report: Report,
): Promise<readonly LoadedBeside[]> => {
  const bundles = { ours, usual, bare, empty };
  const names = Object.keys(bundles) as readonly (keyof LoadedBeside)[];
  const rounds = await alternate(
    names.map((name) => () => loadBundle(bundles[name])),
    { rounds: Math.max(report.rounds, leastRounds) },
  );
  return rounds.map(
    (loads) => Object.fromEntries(names.map((name, index) => [name, loads[index]])) as unknown as LoadedBeside,
  );
};

/** The cost of a function before it does anything. */
export const coldstart: Benchmark = {
  name: 'coldstart',
  about: 'size and load time of each function’s bundle, as it is deployed',
  run: (report) =>
    inFolder(async (folder) => {
      const beside = besideIn(await makeBundles(folder));
      await reportSizes(report, beside);
      for (const bundle of beside.ours) reportLoads(report, bundle, await loadsOf(bundle, beside, report));
    }),
};
