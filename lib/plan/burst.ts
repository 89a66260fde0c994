import { largestBatch, updateMs } from '../cost/batches.ts';
import { memoryGigabytes } from '../cost/functions.ts';
import { prices } from '../cost/prices.ts';
import type { Weighed } from './weigh-person.ts';

/** What a pass over all profiles brings at once, and what it costs. */
export interface Burst {
  /** Profiles that are decided anew. */
  readonly profiles: number;
  /** Entries that are published. */
  readonly entries: number;
  /** Changes of quiet segments, which are not. */
  readonly quiet: number;
  readonly dollars: {
    /** To put the entries on the bus; what their consumers cost is not in it. */
    readonly publishing: number;
    /** To find everybody, fold their events anew, decide and save. */
    readonly deciding: number;
    readonly total: number;
  };
}

const unitBytes = 1024;
const readUnitBytes = 4 * unitBytes;

/** An event's row in the ledger: one unit by design. */
const eventBytes = unitBytes;

/** A pass looks through the whole table, and once more to see that nobody is left. */
const scans = 2;

/** A tick is sent alone, and received and deleted by tens. */
const tickDollars = (1 + 2 / largestBatch) * prices.queueCall;

/** A tick's share of the function's run. */
const runDollars = (prices.invocation + (updateMs.ten / 1000) * memoryGigabytes * prices.gigabyteSecond) / largestBatch;

/** To read what is held of a person: once for the profile and the ledger each, and in each scan. */
const readUnits = ({ size, events }: Weighed): number => {
  const held = size + events * eventBytes;
  return (
    Math.ceil(size / readUnitBytes) + Math.ceil((events * eventBytes) / readUnitBytes) + (scans * held) / readUnitBytes
  );
};

const writeUnits = ({ size, rowBytes }: Weighed): number =>
  Math.ceil(size / unitBytes) + Math.ceil(rowBytes / unitBytes);

/** What it costs to decide one person; nothing for who is not decided anew. */
const decidingDollars = (weighed: Weighed): number =>
  weighed.isTouched
    ? tickDollars + runDollars + readUnits(weighed) * prices.readUnit + writeUnits(weighed) * prices.writeUnit
    : 0;

/** Adds up a burst person by person. */
export class BurstCount {
  #profiles = 0;
  #entries = 0;
  #quiet = 0;
  #deciding = 0;

  add(weighed: Weighed): void {
    this.#profiles += weighed.isTouched ? 1 : 0;
    this.#entries += weighed.published;
    this.#quiet += weighed.quiet;
    this.#deciding += decidingDollars(weighed);
  }

  total(): Burst {
    const publishing = this.#entries * prices.eventPut;
    const deciding = this.#deciding;
    return {
      profiles: this.#profiles,
      entries: this.#entries,
      quiet: this.#quiet,
      dollars: { publishing, deciding, total: publishing + deciding },
    };
  }
}
