import type { Benchmark, Report, Target } from './benchmark.ts';
import { inFolder, writeLines } from './data/cache.ts';
import { replicas } from './data/replicas.ts';
import { linesOf, realShops, type Shop } from './data/shop-events.ts';
import { visitShop } from './data/visit-shop.ts';
import { numberText } from './harness/figure-text.ts';
import { alternate } from './harness/rounds.ts';
import { compare, type Pair } from './harness/statistics.ts';
import { targetsOf } from './targets/aims.ts';
import { copyLines, prepareJob, replayFile, type Work } from './process/replay-work.ts';

interface Stream {
  readonly name: string;
  readonly lines: () => Promise<Iterable<string>>;
  /** Events a second. */
  readonly atLeast?: number;
}

const visitors = 800;
/** Enough to make the start of the process negligible. */
const invoiceReplicas = 3;
const megabyte = 1_000_000;

const visits: Stream = { name: 'visits', lines: async () => visitShop(visitors), atLeast: 20_000 };

const purchases = (shop: Shop): Stream => ({
  lines: async () => replicas(await linesOf(shop.file), invoiceReplicas),
  ...(shop.name === 'online-retail' ? { name: 'invoices', atLeast: 10_000 } : { name: shop.name }),
});

interface Measured {
  readonly stream: Stream;
  readonly events: number;
  /** The number of days they cover. */
  readonly days: number;
  /** For each round: the replay, the copying of lines, the SQL job. */
  readonly rounds: readonly (readonly Work[])[];
}

const targetsFor = ({ name, atLeast }: Stream): readonly Target[] => [
  ...targetsOf(`replay.lines.${name}`),
  ...(atLeast === undefined ? [] : [{ of: 'ours', atLeast } as const]),
];

const pairsOf = ({ rounds }: Measured, of: (work: Work) => number, baseline: 1 | 2): readonly Pair[] =>
  rounds.map((round): Pair => [of(round[0] as Work), of(round[baseline] as Work)]);

const reportLines = (report: Report, measured: Measured): void => {
  const { stream, events } = measured;
  const { rounds, ...speeds } = compare(pairsOf(measured, ({ elapsedMs }) => (events * 1_000) / elapsedMs, 1));
  // On a machine that does other work too, processor time says more.
  const perCpu = compare(pairsOf(measured, ({ cpuMs }) => (events * 1_000) / cpuMs, 1));
  report.figure({
    name: `replay.lines.${stream.name}`,
    about:
      'patron replay from start to end of its process, beside a process that reads, parses and writes the same lines',
    unit: 'events/s',
    ...speeds,
    targets: targetsFor(stream),
    details: { events, cpuRatio: perCpu.ratio, eventsPerCpuSecond: perCpu.ours, rounds },
  });
  const { rounds: _, ...peaks } = compare(pairsOf(measured, ({ peakBytes }) => peakBytes / megabyte, 1));
  report.figure({
    name: `replay.memory.${stream.name}`,
    about: 'the most memory that was resident, of the same two processes',
    unit: 'MB',
    ...peaks,
    details: { events, rounds },
  });
};

const reportJob = (
  report: Report,
  measured: Measured,
  job: { readonly segments: number; readonly loadMs: number },
): void => {
  const { stream, events } = measured;
  const { segments, loadMs } = job;
  const { rounds, ...speeds } = compare(pairsOf(measured, ({ elapsedMs }) => (events * 1_000) / elapsedMs, 2));
  report.figure({
    name: `replay.duckdb-once.${stream.name}`,
    about:
      'all events once: patron replay, every change at its instant, beside DuckDB computing the memberships of the end by SQL from tables that are loaded',
    unit: 'events/s',
    ...speeds,
    details: { events, segments, loadCpuMs: Math.round(loadMs), rounds },
  });
  const share = 1 / measured.days;
  const pairs = measured.rounds.map((round): Pair => [(round[0] as Work).cpuMs * share, (round[2] as Work).cpuMs]);
  const { rounds: _, ...costs } = compare(pairs);
  const times = Math.floor(costs.ratio) + 1;
  report.figure({
    name: `replay.duckdb-day.${stream.name}`,
    about:
      'processor time of Patron for an average day’s events, beside DuckDB’s for one recomputation from all events',
    unit: 'CPU ms',
    ...costs,
    details: { events, eventsPerDay: Math.round(events * share), segments, dearerFromTimesADay: times, rounds },
  });
  report.say(
    `    The SQL job costs more than Patron’s work for the same day ${times === 1 ? 'when it runs once a day' : `from ${numberText(times)} recomputations a day on`}` +
      ` (it breaks even at ${numberText(costs.ratio)}); as fresh as a minute is 1,440 a day.`,
  );
};

const measure = (report: Report, stream: Stream): Promise<void> =>
  inFolder(async (folder) => {
    const events = `${folder}/events.jsonl`;
    const count = await writeLines(events, await stream.lines());
    const job = await prepareJob(folder, events);
    report.say(
      `    ${stream.name}: ${numberText(count)} events; memberships by SQL equal Patron’s in ${job.segments} segments` +
        `${job.unsaid.length === 0 ? '' : `, not said in SQL: ${job.unsaid.join(', ')}`}.`,
    );
    const rounds = await alternate([() => replayFile(folder, events), () => copyLines(folder, events), job.recompute], {
      rounds: report.rounds,
      warmUp: false,
    });
    const measured = { stream, events: count, days: job.days, rounds };
    reportLines(report, measured);
    reportJob(report, measured, { segments: job.segments, loadMs: job.load.cpuMs });
  });

/** The whole pipeline on one machine. */
export const replay: Benchmark = {
  name: 'replay',
  about: 'events a second and peak memory of patron replay, end to end on the embedded store',
  run: async (report) => {
    const shops = await realShops(report, ['online-retail']);
    for (const stream of [visits, ...shops.map(purchases)]) await measure(report, stream);
  },
};
