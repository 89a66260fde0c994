import { createHash, type Hash } from 'node:crypto';
import type { EntrySender } from '../emit/entry-sender.ts';
import type { LineBlocks } from '../replay/read-lines.ts';
import type { LeftOut } from './left-out.ts';
import { lineEntry } from './line-entry.ts';
import { paceOf, type Clock } from './pace.ts';
import type { Place } from './place.ts';

/** A load of a file of events onto a bus. */
export interface Load extends Clock {
  /** The events, as the errors name them. */
  readonly events: string;
  readonly blocks: LineBlocks;
  readonly bus: string;
  readonly sender: Pick<EntrySender, 'send' | 'flush'>;
  /** The most entries a second. */
  readonly rate: number;
  /** Where an earlier load of the file stopped, or its beginning. */
  readonly from: Place;
  readonly leftOut: LeftOut;
  /** Keeps how far the load has come. All of it is on the bus by then. */
  readonly keep: (place: Place) => Promise<void>;
  /** Ends the load after the line under way. */
  readonly signal: AbortSignal;
  /** Called after each line. */
  readonly onLine: (lines: number) => void;
  /** Called for a line that is left out, with everything that is wrong with it. */
  readonly onFaults: (line: number, faults: readonly string[]) => void;
}

/** How far a load has come. */
interface Run {
  readonly load: Load;
  readonly hash: Hash;
  readonly pace: () => Promise<void>;
  lines: number;
  put: number;
  /** The lines when the place was last kept. */
  keptAt: number;
}

/** A place is kept about once a second, and after at most so many lines. */
const mostBetweenPlaces = 250;

const keepPlace = async ({ load, hash, ...run }: Run, finished: boolean): Promise<Place> => {
  await load.sender.flush();
  const sha256 = hash.copy().digest('hex');
  const leftOutBytes = await load.leftOut.keep();
  const place = { bus: load.bus, lines: run.lines, sha256, put: run.put, leftOutBytes, finished };
  await load.keep(place);
  return place;
};

const otherFile = ({ events, from }: Load): Error =>
  new Error(`Cannot go on with ${events} as the file that was begun: its first ${from.lines} lines are others`);

/** Counts a line that an earlier load is done with, and at the last of them asks whether they are the same. */
const passOver = ({ load, hash, lines }: Run): void => {
  if (lines === load.from.lines && hash.copy().digest('hex') !== load.from.sha256) throw otherFile(load);
};

const takeLine = async (run: Run, text: string): Promise<void> => {
  const { load, lines } = run;
  const read = lineEntry(text, load.now());
  if ('entry' in read) {
    await run.pace();
    await load.sender.send(read.entry);
    run.put += 1;
  } else {
    load.leftOut.add(text);
    load.onFaults(lines, read.faults);
  }
  if (lines - run.keptAt < Math.min(load.rate, mostBetweenPlaces)) return;
  await keepPlace(run, false);
  run.keptAt = lines;
};

const passLine = async (run: Run, text: string): Promise<void> => {
  run.lines += 1;
  run.hash.update(text).update('\n');
  if (run.lines > run.load.from.lines) await takeLine(run, text);
  else passOver(run);
  run.load.onLine(run.lines);
};

const linesOf = async function* (blocks: LineBlocks): AsyncIterable<string> {
  for await (const block of blocks) yield* block;
};

/**
 * Puts the lines of a file on a bus, in order for each person, and keeps the place. Lines with a fault are left out, and kept as
 * they came. After a crash the lines since the last place come twice: their `eventId` makes that harmless.
 *
 * @returns the place at the end, which is `finished` unless it was interrupted.
 * @throws {Error} where the lines before the place are not those of the load that kept it.
 * @throws {EventsNotTaken} with entries that the bus has refused for good; the place is the last that was kept.
 */
export const loadEvents = async (load: Load): Promise<Place> => {
  const { from, rate, signal } = load;
  const pace = paceOf(rate, load);
  const run: Run = { load, hash: createHash('sha256'), pace, lines: 0, put: from.put, keptAt: from.lines };
  for await (const text of linesOf(load.blocks)) {
    if (signal.aborted) break;
    await passLine(run, text);
  }
  if (run.lines >= from.lines) return keepPlace(run, !signal.aborted);
  if (signal.aborted) return from;
  throw otherFile(load);
};
