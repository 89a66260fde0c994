import { batchesAt } from './batches.ts';
import { monthSeconds, type Load } from './work.ts';

/** Memory of each function, in GB. */
export const memoryGigabytes = 0.5;

const sweepsPerMonth = monthSeconds / 60;

/** Assumed durations in seconds: a sweep, which queries the shards of the index one after the other, and a publication. */
export const assumedSeconds = { sweep: 0.1, publish: 0.02 } as const;

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

/** Publications a second: one for each row at a low rate, then one for all rows since the last poll of the shard. */
const publicationsAt = ({ eventsPerSecond, work }: Load): number => {
  const rows = eventsPerSecond * work.instants;
  const shards = Math.max(1, Math.ceil((eventsPerSecond * work.writes) / writesPerShard));
  return Math.max(rows / publishing.rows, Math.min(rows, shards * publishing.polls * publishing.lanes));
};

/** Runs of each function in a month. */
export const runsAt = (load: Load): { readonly update: Runs; readonly publish: Runs; readonly sweep: Runs } => {
  const { perSecond, seconds } = batchesAt(load);
  return {
    update: { perMonth: perSecond * monthSeconds, seconds },
    publish: { perMonth: publicationsAt(load) * monthSeconds, seconds: assumedSeconds.publish },
    sweep: { perMonth: sweepsPerMonth, seconds: assumedSeconds.sweep },
  };
};

/** Runs of all functions in a month. */
export const allRuns = (load: Load): readonly Runs[] => Object.values(runsAt(load));
