/** What tells its own size, in whatever unit the map's bound has. */
interface Sized {
  readonly size: number;
}

/**
 * A map that forgets what was not asked for lately, so that what it holds keeps to a bound: when the younger half is
 * full, the elder is let go. That costs less at each look than an order of use.
 */
export class RecentMap<Key, Value extends Sized> {
  readonly #half: number;
  readonly #beforeForgetting: () => void;
  #young = new Map<Key, Value>();
  #old = new Map<Key, Value>();
  #weight = 0;

  /**
   * @param bound - on the sizes of all that is held.
   * @param beforeForgetting - called when some of it is about to be let go.
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
    if (this.#weight > this.#half) this.#turn();
  }

  /** Tells that something that is held has grown. */
  grow(by: number): void {
    this.#weight += by;
  }

  #turn(): void {
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
