import type { Buyer } from '#lib/core/predictions/fit/buyer.ts';
import { FitRefusedError } from '#lib/core/predictions/fit/refusals.ts';
import { buyersIn } from '#lib/core/predictions/fit/buyer-numbers.ts';
import { parseInstant, type Instant } from '#lib/core/time/instant.ts';
import type { ObjectStore } from '#lib/ports/objects/object-store.ts';
import { getJson } from './json-objects.ts';
import { keys } from './keys.ts';
import type { Gathered } from './overview.ts';

/** The buyers of a run, as numbers in one object for each part of the store. */
export interface BuyersKept {
  readonly run: string;
  /** The latest clock of anybody. */
  readonly asOf: string;
  readonly parts: number;
  /** Why no model can be fitted to them. */
  readonly unfit?: string;
}

/** Keeps the buyers of one part. */
export const keepBuyers = async (objects: ObjectStore, key: string, { buyers }: Gathered): Promise<void> => {
  const numbers = Float64Array.from(buyers.flat());
  await objects.put(key, new Uint8Array(numbers.buffer));
};

/** Buyers that a model can be fitted to. */
export interface ReadBuyers {
  readonly asOf: Instant;
  readonly buyers: Iterable<Buyer>;
}

const numbersIn = (body: Uint8Array): Float64Array => new Float64Array(Uint8Array.from(body).buffer);

/**
 * Reads the buyers of a run into memory: some 80 bytes each.
 *
 * @throws {FitRefusedError} where no model can be fitted to them.
 * @throws {Error} where a part is missing.
 */
export const readBuyers = async (
  objects: Pick<ObjectStore, 'get'>,
  { run, parts, asOf, unfit }: BuyersKept,
): Promise<ReadBuyers> => {
  if (unfit !== undefined) throw new FitRefusedError(unfit);
  const all: Float64Array[] = [];
  for (let index = 0; index < parts; index += 1) {
    const body = await objects.get(keys.buyers(run, index));
    if (body === undefined) throw new Error(`Cannot read part ${index} of what ${run} gathered: it is not there`);
    all.push(numbersIn(body));
  }
  const buyers = {
    *[Symbol.iterator]() {
      for (const numbers of all) yield* buyersIn(numbers);
    },
  };
  return { asOf: parseInstant(asOf), buyers };
};

/**
 * Reads what the newest run gathered; undefined where none has.
 *
 * @throws {FitRefusedError} where no model can be fitted to it.
 */
export const latestBuyers = async (objects: Pick<ObjectStore, 'get'>): Promise<ReadBuyers | undefined> => {
  const kept = await getJson<BuyersKept>(objects, keys.latestBuyers);
  return kept && readBuyers(objects, kept);
};
