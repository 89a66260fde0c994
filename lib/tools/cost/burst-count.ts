import type { Burst, BurstCounter } from '#lib/use-cases/plan/burst.ts';
import type { Weighed } from '#lib/use-cases/plan/weigh-person.ts';
import { largestBatch, updateMs } from './batches.ts';
import { memoryGigabytes } from './functions.ts';
import { prices } from './prices.ts';

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

/** Adds up the burst of a plan, priced with the assumptions of `patron cost`. */
export class BurstCount implements BurstCounter {
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
