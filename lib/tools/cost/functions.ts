import { batchesAt } from './batches.ts';
import { measuredPublication, processorShare } from './measured-times.ts';
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
const publicationSeconds = (rows: number): number => {
  const { callsMs, processorMs } = measuredPublication;
  const msPerFurtherRow = (processorMs.hundred - processorMs.one) / (publishing.rows - 1);
  return (callsMs + (processorMs.one + Math.max(0, rows - 1) * msPerFurtherRow) / processorShare) / 1000;
};

/** Runs of each function in a month. */
export const runsAt = (load: Load): { readonly update: Runs; readonly publish: Runs; readonly sweep: Runs } => {
  const { perSecond, seconds } = batchesAt(load);
  const publications = publicationsAt(load);
  const rowsOfOne = publications === 0 ? 0 : rowsAt(load) / publications;
  return {
    update: { perMonth: perSecond * monthSeconds, seconds },
    publish: { perMonth: publications * monthSeconds, seconds: publicationSeconds(rowsOfOne) },
    sweep: { perMonth: sweepsPerMonth, seconds: assumedSeconds.sweep },
  };
};

/** Runs of all functions in a month. */
export const allRuns = (load: Load): readonly Runs[] => Object.values(runsAt(load));
