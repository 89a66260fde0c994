import { closeSync, mkdtempSync, openSync, readSync, rmSync, writeSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Buyer } from '#lib/core/predictions/fit/buyer.ts';
import { buyersIn, numbersOfBuyer } from '#lib/core/predictions/fit/buyer-numbers.ts';

/** Numbers in a block of the file: a megabyte. */
const blockLength = 2 ** 17;

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
    const numbers = numbersOfBuyer(buyer);
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
      yield* buyersIn(block);
    }
  }

  /** Removes the file. */
  close(): void {
    closeSync(this.#file);
    rmSync(this.#folder, { recursive: true });
  }
}
