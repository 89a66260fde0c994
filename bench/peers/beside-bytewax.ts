import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { defaultCatalogue } from '#lib/core/segments/default/default-catalogue.ts';
import type { Report } from '../benchmark.ts';
import { inFolder, writeLines } from '../data/cache.ts';
import { replicas } from '../data/replicas.ts';
import { linesOf, realShops } from '../data/shop-events.ts';
import { numberText } from '../harness/figure-text.ts';
import { alternate } from '../harness/rounds.ts';
import { compare, type Pair } from '../harness/statistics.ts';
import type { Usage } from '../process/measured-process.ts';
import { replayFile } from '../process/replay-work.ts';
import { bytewaxPython, oneWindow, refuseOtherEntries, runBytewax } from './bytewax.ts';

/** How much longer the long file is: both processes start once, and the difference is the events. */
const times = 3;

interface Files {
  readonly short: string;
  readonly long: string;
  /** The number of events by which they differ. */
  readonly more: number;
}

const makeFiles = async (folder: string, lines: readonly string[]): Promise<Files> => {
  const [short, long] = [join(folder, 'short.jsonl'), join(folder, 'long.jsonl')];
  const few = await writeLines(short, lines);
  return { short, long, more: (await writeLines(long, replicas(lines, times))) - few };
};

/** Microseconds of processor time that one more event takes. */
const marginal = async ({ short, long, more }: Files, run: (events: string) => Promise<Usage>): Promise<number> => {
  const few = await run(short);
  const many = await run(long);
  return ((many.cpuMs - few.cpuMs) * 1_000) / more;
};

const lacks = 'which has no exact timers, no duplicates, no ledger and no reasons';

const reportMarginal = (report: Report, files: Files, rounds: readonly (readonly number[])[]): void => {
  const ours = [
    ['window', 1, 'by the same one segment'],
    ['default', defaultCatalogue.segments.length, 'by the default catalogue'],
  ] as const;
  for (const [index, [name, segments, by]] of ours.entries()) {
    const pairs = rounds.map((round): Pair => [round[index] ?? Number.NaN, round.at(-1) ?? Number.NaN]);
    const { rounds: taken, ...compared } = compare(pairs);
    report.figure({
      name: `peers.bytewax.${name}`,
      about: `processor time of one more event: patron replay ${by}, beside one window on bytewax, ${lacks}`,
      unit: 'µs',
      ...compared,
      details: {
        moreEvents: files.more,
        segments,
        ...(segments > 1 && { perSegment: compared.ours / segments }),
        rounds: taken,
      },
    });
  }
};

const measure = async (report: Report, python: string, lines: readonly string[]): Promise<void> =>
  inFolder(async (folder) => {
    const files = await makeFiles(folder, lines);
    const catalogue = join(folder, 'one-window.json');
    await writeFile(catalogue, JSON.stringify(oneWindow));
    const ours = (events: string) => replayFile(folder, events, catalogue);
    const theirs = (events: string) => runBytewax(python, folder, events);
    await ours(files.long);
    await theirs(files.long);
    report.say(`    ${numberText(await refuseOtherEntries(folder))} entries by bytewax equal Patron’s.`);
    const rounds = await alternate(
      [
        () => marginal(files, ours),
        () => marginal(files, (events) => replayFile(folder, events)),
        () => marginal(files, theirs),
      ],
      { rounds: report.rounds, warmUp: false },
    );
    reportMarginal(report, files, rounds);
  });

/**
 * Replays beside one window on bytewax; says aloud that it was not measured where bytewax cannot be had.
 *
 * @param findPython - gives the path of a Python interpreter that has bytewax.
 * @throws {Error} where the two come to different entries.
 */
export const besideBytewax = async (report: Report, findPython = bytewaxPython): Promise<void> => {
  let python: string;
  try {
    python = await findPython();
  } catch (error) {
    report.say(`NOT MEASURED: bytewax, which needs Python 3 with venv and pip (${(error as Error).message}).`);
    return;
  }
  for (const { file } of await realShops(report, ['online-retail'])) await measure(report, python, await linesOf(file));
};
