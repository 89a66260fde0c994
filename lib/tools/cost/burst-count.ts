import type { Burst, BurstCounter } from '#lib/use-cases/plan/burst.ts';
import type { PersonPlan } from '#lib/use-cases/plan/plan-person.ts';
import { largestBatch, updateMs } from './batches.ts';
import { memoryGigabytes } from './functions.ts';
import { pricesIn, usualRegion } from './prices.ts';

const prices = pricesIn(usualRegion);

const unitBytes = 1024;
const readUnitBytes = 4 * unitBytes;

/** The size of an event's row in the ledger, which is designed to take one write unit. */
const eventBytes = unitBytes;

/** A pass scans the whole table, and then once more to make sure that no person is left. */
const scans = 2;

/** The queue's share of a tick, which is sent by itself but received and deleted in batches of ten. */
const tickDollars = (1 + 2 / largestBatch) * prices.queueCall;

/** The function's share of a tick: a tenth of a run. */
const runDollars = (prices.invocation + (updateMs.ten / 1000) * memoryGigabytes * prices.gigabyteSecond) / largestBatch;

/** Read units of one person: the profile and the ledger are each read once, and both are read by each scan. */
const readUnits = ({ size, events }: PersonPlan): number => {
  const held = size + events * eventBytes;
  return (
    Math.ceil(size / readUnitBytes) + Math.ceil((events * eventBytes) / readUnitBytes) + (scans * held) / readUnitBytes
  );
};

const writeUnits = ({ size, rowBytes }: PersonPlan): number =>
  Math.ceil(size / unitBytes) + Math.ceil(rowBytes / unitBytes);

/** Dollars to decide one person again; 0 for a person whom the new catalogue does not touch. */
const decidingDollars = (weighed: PersonPlan): number =>
  weighed.isTouched
    ? tickDollars + runDollars + readUnits(weighed) * prices.readUnit + writeUnits(weighed) * prices.writeUnit
    : 0;

/** Adds up the burst that a plan predicts, priced with the assumptions of `patron cost`. */
export class BurstCount implements BurstCounter {
  #profiles = 0;
  #entries = 0;
  #quiet = 0;
  #deciding = 0;

  add(weighed: PersonPlan): void {
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
