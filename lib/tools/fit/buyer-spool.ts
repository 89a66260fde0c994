import { closeSync, mkdtempSync, openSync, readSync, rmSync, writeSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Buyer } from '#lib/core/predictions/fit/buyer.ts';
import { noDays } from '#lib/core/profile/day-set.ts';

/** The numbers of a buyer before those of the days; the first is how many they are in all. */
const headLength = 8;

/** Numbers in a block of the file: a megabyte. */
const blockLength = 2 ** 17;

const numbersOf = ({ firstAt, lastAt, count, revenue, days, otherDays, spent }: Buyer): readonly number[] => [
  headLength + days.length + otherDays.length,
  firstAt,
  lastAt,
  count,
  revenue,
  spent.days,
  spent.total,
  days.length,
  ...days,
  ...otherDays,
];

/** Faster than `Array.from`, which goes through an iterator. */
const listIn = (numbers: Float64Array, from: number, to: number): readonly number[] => {
  const list: number[] = [];
  for (let index = from; index < to; index += 1) list.push(numbers[index] as number);
  return list;
};

const buyerIn = (numbers: Float64Array): Buyer => {
  const at = (index: number): number => numbers[index] as number;
  const others = headLength + at(7);
  return {
    firstAt: at(1),
    lastAt: at(2),
    count: at(3),
    revenue: at(4),
    spent: { days: at(5), total: at(6) },
    days: listIn(numbers, headLength, others),
    otherDays: others === at(0) ? noDays : listIn(numbers, others, at(0)),
  };
};

/**
 * Buyers in a temporary file, which are written once and read several times: a store is read once, and memory does not grow
 * with the people. Of a person it keeps numbers alone, some 80 bytes, and no id.
 */
export class BuyerSpool implements Iterable<Buyer> {
  readonly #folder = mkdtempSync(join(tmpdir(), 'patron-fit-'));
  readonly #file = openSync(join(this.#folder, 'buyers'), 'w+');
  readonly #block = new Float64Array(blockLength);
  /** The numbers in the block that is being filled. */
  #filled = 0;
  #written = 0;

  /** @throws {RangeError} for a person whose days fill more than a block: no history is so long. */
  add(buyer: Buyer): void {
    const numbers = numbersOf(buyer);
    if (numbers.length > blockLength)
      throw new RangeError(`Cannot keep purchase days as at most ${blockLength}: current value is ${numbers.length}`);
    if (this.#filled + numbers.length > blockLength) this.#flush();
    this.#block.set(numbers, this.#filled);
    this.#filled += numbers.length;
  }

  /** Writes the block, with zeros after what it holds. */
  #flush(): void {
    this.#block.fill(0, this.#filled);
    writeSync(this.#file, this.#block, 0, this.#block.byteLength, this.#written * this.#block.byteLength);
    this.#written += 1;
    this.#filled = 0;
  }

  /** The buyers in the order in which they were added. Add none while reading. */
  *[Symbol.iterator](): Iterator<Buyer> {
    if (this.#filled > 0) this.#flush();
    const block = new Float64Array(blockLength);
    for (let index = 0; index < this.#written; index += 1) {
      readSync(this.#file, block, 0, block.byteLength, index * block.byteLength);
      for (let from = 0; from < blockLength && block[from] !== 0; from += block[from] as number)
        yield buyerIn(block.subarray(from, from + (block[from] as number)));
    }
  }

  /** Removes the file. */
  close(): void {
    closeSync(this.#file);
    rmSync(this.#folder, { recursive: true });
  }
}
