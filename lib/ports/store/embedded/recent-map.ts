/** A value that knows its own size, in the unit of the map's bound. */
interface Sized {
  readonly size: number;
}

/**
 * A map of bounded size that forgets the values that have not been used recently: when the younger half is full, the older
 * half is dropped. That costs less at each access than keeping an order of use.
 */
export class RecentMap<Key, Value extends Sized> {
  readonly #half: number;
  readonly #beforeForgetting: () => void;
  #young = new Map<Key, Value>();
  #old = new Map<Key, Value>();
  #weight = 0;

  /**
   * @param bound - the most that the sizes of all values may add up to, roughly.
   * @param beforeForgetting - called when values are about to be dropped.
   */
  constructor(bound: number, beforeForgetting: () => void) {
    this.#half = bound / 2;
    this.#beforeForgetting = beforeForgetting;
  }

  get(key: Key): Value | undefined {
    const young = this.#young.get(key);
    if (young !== undefined) return young;
    const old = this.#old.get(key);
    if (old !== undefined) this.set(key, old);
    return old;
  }

  set(key: Key, value: Value): void {
    this.#young.set(key, value);
    this.#weight += value.size;
    if (this.#weight > this.#half) this.#dropOlder();
  }

  /** Adds the growth of a value that the map holds. */
  grow(by: number): void {
    this.#weight += by;
  }

  #dropOlder(): void {
    this.#beforeForgetting();
    this.#old = this.#young;
    this.#young = new Map();
    this.#weight = 0;
  }

  clear(): void {
    this.#young.clear();
    this.#old.clear();
    this.#weight = 0;
  }
}
