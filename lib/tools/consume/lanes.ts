/** Lets work with the same key wait for each other, in the order in which it was asked for. */
export class Lanes<Key> {
  readonly #last = new Map<Key, Promise<unknown>>();

  async follow<Result>(key: Key, work: () => Promise<Result>): Promise<Result> {
    const result = (this.#last.get(key) ?? Promise.resolve()).then(work);
    // The next one follows whatever becomes of this one.
    const settled = Promise.allSettled([result]);
    this.#last.set(key, settled);
    try {
      return await result;
    } finally {
      if (this.#last.get(key) === settled) this.#last.delete(key);
    }
  }
}
