import { batchesAt } from './batches.ts';
import { monthSeconds, type Load } from './work.ts';

/** Of each function, in GB. */
export const memoryGigabytes = 0.5;

const sweepsPerMonth = monthSeconds / 60;

/** Assumed: how long a sweep takes that asks the shards of the index one after the other, and a publication. Seconds. */
export const assumedSeconds = { sweep: 0.1, publish: 0.02 } as const;

/** How often Lambda asks each shard of a stream in a second, how many batches of it it hands over at once, and the rows of one. */
const publishing = { polls: 4, lanes: 4, rows: 100 } as const;

/** The writes of one shard of the table, and so of its stream. */
const writesPerShard = 1_000;

export interface Runs {
  readonly perMonth: number;
  /** Of one run. */
  readonly seconds: number;
}

/** Each row by itself as long as few come; then what has come since the last poll of the shard. */
const publicationsAt = ({ eventsPerSecond, work }: Load): number => {
  const rows = eventsPerSecond * work.instants;
  const shards = Math.max(1, Math.ceil((eventsPerSecond * work.writes) / writesPerShard));
  return Math.max(rows / publishing.rows, Math.min(rows, shards * publishing.polls * publishing.lanes));
};

/** How often each function runs in a month. */
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
