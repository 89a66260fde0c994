/** A map of bounded size: what was set longest ago is forgotten first. */
export class LatestMap<Key, Value> {
  readonly #most: number;
  readonly #values = new Map<Key, Value>();

  /** @param most - how many values are remembered. */
  constructor(most: number) {
    this.#most = most;
  }

  get(key: Key): Value | undefined {
    return this.#values.get(key);
  }

  /** Remembers a value, as the latest one also where its key is known. */
  set(key: Key, value: Value): void {
    this.#values.delete(key);
    this.#values.set(key, value);
    const [oldest] = this.#values.size > this.#most ? this.#values.keys() : [];
    if (oldest !== undefined) this.#values.delete(oldest);
  }

  delete(key: Key): void {
    this.#values.delete(key);
  }
}
