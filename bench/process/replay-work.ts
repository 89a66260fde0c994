import { createReadStream } from 'node:fs';
import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { defaultCatalogue } from '#lib/core/segments/default/default-catalogue.ts';
import { day } from '#lib/core/time/duration.ts';
import { membershipsSql } from '../sql/memberships-sql.ts';
import { measuredProcess, type Usage } from './measured-process.ts';

/** The resources that a piece of work used. */
export type Work = Pick<Usage, 'elapsedMs' | 'cpuMs' | 'peakBytes'>;

/**
 * Replays a file of events through the command line, into a folder.
 *
 * @param segments - the file of a catalogue; the default one where there is none.
 */
export const replayFile = (folder: string, events: string, segments?: string): Promise<Usage> =>
  measuredProcess(
    ['cli/patron.js', 'replay', '--events', events, '--out', join(folder, 'out')].concat(
      segments === undefined ? [] : ['--segments', segments],
    ),
  );

/** Reads, parses and writes a file's lines. */
export const copyLines = (folder: string, events: string): Promise<Usage> =>
  measuredProcess(['bench/programs/copy-lines.ts', events, join(folder, 'copy.jsonl')]);

interface ProfileLine {
  readonly customerId?: string;
  readonly anonymousId?: string;
  readonly asOf: string;
  readonly segments: readonly { readonly key: string }[];
}

/** The result of a replay into a folder: the instant of its end, and who was in which segment then. */
const replayed = async (
  folder: string,
): Promise<{ readonly until: number; readonly memberships: readonly string[] }> => {
  const memberships: string[] = [];
  let until = 0;
  const file = createReadStream(join(folder, 'out', 'profiles.jsonl'));
  for await (const line of createInterface({ input: file, crlfDelay: Infinity })) {
    const profile = JSON.parse(line) as ProfileLine;
    until = Date.parse(profile.asOf);
    const person = profile.customerId ?? `~${profile.anonymousId ?? ''}`;
    memberships.push(...profile.segments.map(({ key }) => `${person} ${key}`));
  }
  return { until, memberships };
};

/** The summary of a replay whose events the SQL may count as they stand. */
const refuseUnlike = async (folder: string): Promise<void> => {
  const summary = JSON.parse(await readFile(join(folder, 'out', 'summary.json'), 'utf8')) as Record<string, number>;
  if (summary['events'] !== summary['applied'])
    throw new Error(
      'Cannot compare with SQL: not every event was applied, and the SQL knows no duplicates and no quarantine',
    );
};

const differences = (ours: readonly string[], theirs: readonly string[]): readonly string[] => {
  const [one, other] = [new Set(ours), new Set(theirs)];
  return [
    ...ours.filter((line) => !other.has(line)).map((line) => `${line} by Patron alone`),
    ...theirs.filter((line) => !one.has(line)).map((line) => `${line} by SQL alone`),
  ];
};

/** The SQL job, ready to be run. */
export interface Job {
  readonly recompute: () => Promise<Work>;
  readonly load: Work;
  /** How many segments of the default catalogue it decides. */
  readonly segments: number;
  readonly unsaid: readonly string[];
  /** From the first event to the last. */
  readonly days: number;
}

const firstTime = async (events: string): Promise<number> => {
  const file = createReadStream(events);
  for await (const line of createInterface({ input: file, crlfDelay: Infinity })) {
    file.destroy();
    return Date.parse((JSON.parse(line) as { readonly time: string }).time);
  }
  throw new Error(`Cannot measure on ${events}: there are no events in it`);
};

/**
 * Loads the tables of the SQL job, and makes sure that it comes to the same memberships as a replay.
 *
 * @throws {Error} where the two differ.
 */
export const prepareJob = async (folder: string, events: string): Promise<Job> => {
  await replayFile(folder, events);
  await refuseUnlike(folder);
  const { until, memberships } = await replayed(folder);
  const { segments, unsaid } = membershipsSql(defaultCatalogue, until);
  const catalogue = join(folder, 'catalogue.json');
  await writeFile(catalogue, JSON.stringify(defaultCatalogue));
  const step = (name: string) =>
    measuredProcess([
      'bench/programs/sql-job.ts',
      name,
      join(folder, 'warehouse.duckdb'),
      catalogue,
      String(until),
      events,
    ]);
  const timed = async (name: string): Promise<Work> => {
    const usage = await step(name);
    // The start of the process is left out, in favour of the SQL.
    return { ...usage, ...(JSON.parse(usage.output) as Pick<Work, 'elapsedMs' | 'cpuMs'>) };
  };
  const load = await timed('load');
  await timed('recompute');
  const bySql = (await step('memberships')).output.split('\n').filter((line) => line !== '');
  const said = memberships.filter((line) => segments.includes(line.slice(line.lastIndexOf(' ') + 1)));
  const [first, ...others] = differences(said, bySql);
  if (first !== undefined)
    throw new Error(`Cannot compare with SQL: ${others.length + 1} memberships differ, the first ${first}`);
  return {
    load,
    recompute: () => timed('recompute'),
    segments: segments.length,
    unsaid,
    days: (until - (await firstTime(events))) / day,
  };
};
