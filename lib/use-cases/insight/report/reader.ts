import type { Person } from '#lib/core/insight/person.ts';

type Block = readonly Person[];

/** One of several readers of a pass, who are given the same people, block by block. */
export class Reader {
  /** The next block, undefined after the last; calling it throws where everybody could not be read. */
  #given = Promise.withResolvers<() => Block | undefined>();
  #taken = Promise.withResolvers<void>();

  /** Hands over a block, or that there are no more; resolves when the reader is through with it, or has left. */
  give(block: Block | undefined): Promise<void> {
    this.#given.resolve(() => block);
    return this.#taken.promise;
  }

  /** Ends the reading with a failure. */
  fail(error: unknown): void {
    this.#given.resolve(() => {
      throw error;
    });
  }

  /** The people, as they are handed over. */
  async *read(): AsyncIterable<Person> {
    try {
      for (let block = await this.#block(); block !== undefined; block = await this.#next()) yield* block;
    } finally {
      this.#taken.resolve();
    }
  }

  async #block(): Promise<Block | undefined> {
    return (await this.#given.promise)();
  }

  #next(): Promise<Block | undefined> {
    const { resolve } = this.#taken;
    this.#given = Promise.withResolvers();
    this.#taken = Promise.withResolvers();
    resolve();
    return this.#block();
  }
}
