import { intakeBatchesAt } from './intake-batches.ts';
import { measuredPublication, processorShare, type Members } from './measured-times.ts';
import { monthSeconds, type Load } from './work.ts';

/** Memory of each function, in GB. */
export const memoryGigabytes = 0.5;

const sweepsPerMonth = monthSeconds / 60;

/** Assumed duration in seconds of a sweep, which queries the shards of the index one after the other. */
export const assumedSeconds = { sweep: 0.1 } as const;

/** Lambda's polls of a stream's shard in a second, the batches of a shard that it processes concurrently, and the rows in a batch. */
const publishing = { polls: 4, lanes: 4, rows: 100 } as const;

/** Writes a second of one shard of the table, and so of its stream. */
const writesPerShard = 1_000;

/** The runs of one function. */
export interface Runs {
  readonly perMonth: number;
  /** Duration of one run. */
  readonly seconds: number;
}

const rowsAt = ({ eventsPerSecond, work }: Load): number => eventsPerSecond * work.instants;

/** Publications a second: one for each row at a low rate, then one for all rows since the last poll of the shard. */
const publicationsAt = (load: Load): number => {
  const { eventsPerSecond, work } = load;
  const rows = rowsAt(load);
  const shards = Math.max(1, Math.ceil((eventsPerSecond * work.writes) / writesPerShard));
  return Math.max(rows / publishing.rows, Math.min(rows, shards * publishing.polls * publishing.lanes));
};

/** The duration of a publication of a batch of rows: its calls, and its work at the function's share of a processor. */
const publicationSeconds = (rows: number, members: Members): number => {
  const { callsMs, processorMs } = measuredPublication[members];
  const msPerFurtherRow = (processorMs.hundred - processorMs.one) / (publishing.rows - 1);
  return (callsMs + (processorMs.one + Math.max(0, rows - 1) * msPerFurtherRow) / processorShare) / 1000;
};

const perPublication = (load: Load, perSecond: number): number => {
  const publications = publicationsAt(load);
  return publications === 0 ? 0 : perSecond / publications;
};

/** The rows of a publication, on average; 0 where nothing is published. */
export const rowsOfPublication = (load: Load): number => perPublication(load, rowsAt(load));

/** The changes of a publication, on average; 0 where nothing is published. */
export const changesOfPublication = (load: Load): number =>
  perPublication(load, load.eventsPerSecond * load.work.changes);

/**
 * Assumed: the changes of a batch are of as few segments as if there were this many, each entered and left as often: 5 of 6 changes, 9 of
 * 14 and 15 of 40. In the year of `patron demo`, with 46 segments, they are of 4.5, 8 and 13.
 */
export const assumedSegments = 16;

/** The segments that the changes of a batch are of. Less than one change would be of a load whose changes have less than a row each. */
export const segmentsOf = (changes: number): number =>
  Math.min(changes, assumedSegments * (1 - (1 - 1 / assumedSegments) ** changes));

/** Runs of each function in a month. */
export const runsAt = (
  load: Load,
  members: Members = 'all',
): { readonly update: Runs; readonly publish: Runs; readonly sweep: Runs } => {
  const { perSecond, seconds } = intakeBatchesAt(load);
  return {
    update: { perMonth: perSecond * monthSeconds, seconds },
    publish: {
      perMonth: publicationsAt(load) * monthSeconds,
      seconds: publicationSeconds(rowsOfPublication(load), members),
    },
    sweep: { perMonth: sweepsPerMonth, seconds: assumedSeconds.sweep },
  };
};
