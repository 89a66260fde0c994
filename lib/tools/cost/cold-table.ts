import type { Prices } from './prices.ts';
import type { Load } from './work.ts';

/** Units a second that a new on-demand table, and a new index, take from the first second on (AWS, "DynamoDB warm throughput"). */
export const coldUnits = { reads: 12_000, writes: 4_000 } as const;

/** What a new table takes of a load, and what to ask for where that is too little. */
export interface ColdTable {
  /** The events a second of this kind that it takes from the first second on. */
  readonly eventsPerSecond: number;
  /** The setting `warmThroughput` that takes all of the load's from the first second on; undefined where a new table does. */
  readonly warmThroughput: { readonly reads: number; readonly writes: number } | undefined;
  /** What that is paid for once, in dollars; 0 without it. */
  readonly dollars: number;
}

/** Both the table and its index get what the setting says. */
const warmed = 2;

/**
 * Works out how a table that was made just now meets a load: the table's reads and writes, or the index's writes, are what it runs
 * out of first.
 *
 * More than a new table takes is paid for once, by the difference and the price of a unit provisioned for an hour (assumed).
 */
export const coldTableOf = ({ eventsPerSecond, work }: Load, { provisioned }: Prices): ColdTable => {
  const [reads, writes] = [work.reads, Math.max(work.writes, work.indexWrites)];
  const carried = Math.min(coldUnits.writes / writes, coldUnits.reads / reads);
  if (eventsPerSecond <= carried) return { eventsPerSecond: carried, warmThroughput: undefined, dollars: 0 };
  const wanted = {
    reads: Math.max(coldUnits.reads, Math.ceil(eventsPerSecond * reads)),
    writes: Math.max(coldUnits.writes, Math.ceil(eventsPerSecond * writes)),
  };
  const more =
    (wanted.reads - coldUnits.reads) * provisioned.read + (wanted.writes - coldUnits.writes) * provisioned.write;
  return { eventsPerSecond: carried, warmThroughput: wanted, dollars: warmed * more };
};
