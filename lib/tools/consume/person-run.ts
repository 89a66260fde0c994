import { added, dueAt, isSame, isTooMuch } from './waiting.ts';
import { erased, isNews, isReady, seen, type PersonState, type Waiting } from './person-state.ts';
import type { Arrival } from './read-entry.ts';
import { isQuiet, isSnapshot, type CountedChange, type ErasedDetail } from './segment-change.ts';

/** What a run does with the world. */
export interface RunDeps {
  readonly handle: (change: CountedChange) => Promise<void>;
  /** Undefined where nobody forgets. */
  readonly forget: ((detail: ErasedDetail) => Promise<void>) | undefined;
  /** All changes of the person after a sequence, as far as they are known. */
  readonly missing: (after: number) => Promise<readonly CountedChange[]>;
  /** Whether the person's changes are handed over in their order, without gaps. */
  readonly isToldOfAll: boolean;
  /** Milliseconds since 1970. */
  readonly now: number;
}

/** What becomes of one person by the changes of one delivery. */
export class PersonRun {
  readonly #before: PersonState;
  readonly #deps: RunDeps;
  #state: PersonState;
  #queue: readonly Waiting[];
  /** The errors, by what met them: a change, an erasure, or `missing`. */
  readonly failures = new Map<unknown, unknown>();

  constructor(before: PersonState, deps: RunDeps) {
    this.#before = before;
    this.#deps = deps;
    this.#state = before;
    this.#queue = before.waiting;
  }

  /** Hands over what can be handed over now. */
  async take(arrivals: readonly Arrival[]): Promise<void> {
    for (const arrival of arrivals) if ('erased' in arrival) await this.#erase(arrival.erased);
    this.#add(arrivals.flatMap((arrival) => ('change' in arrival ? [arrival.change] : [])));
    await this.#handOver();
    while (this.#isDue()) await this.#passGap();
  }

  /** The person as they are to be kept. What failed and did not wait before comes again with its message, and is not kept. */
  get after(): PersonState {
    const isOld = (one: Waiting) => this.#before.waiting.includes(one);
    const kept = this.#queue.filter((one) => isOld(one) || !this.failures.has(one.change));
    const waiting = isTooMuch(kept) ? kept.filter(isOld) : kept;
    return { ...this.#state, waiting: this.#deps.isToldOfAll ? waiting : [] };
  }

  /** Whether nothing more is to be done for an arrival. */
  isSettled(arrival: Arrival): boolean {
    if ('erased' in arrival) return !this.failures.has(arrival.erased);
    return !this.#queue.some(({ change }) => isSame(change, arrival.change));
  }

  /** Whether an arrival waits, and is kept until those before it are there. */
  isKept(arrival: Arrival): boolean {
    return 'change' in arrival && this.after.waiting.some(({ change }) => isSame(change, arrival.change));
  }

  #add(changes: readonly CountedChange[]): void {
    this.#queue = added(this.#queue, changes, this.#deps.now);
  }

  async #erase(detail: ErasedDetail): Promise<void> {
    if (this.#state.erased) return;
    const { forget } = this.#deps;
    if (await this.#succeeds(detail, async () => forget?.(detail)))
      this.#state = erased(this.#state, forget !== undefined);
  }

  async #handOver(): Promise<void> {
    for (let next = this.#next(); next; next = this.#next()) await this.#take(next);
  }

  #next(): Waiting | undefined {
    const { isToldOfAll } = this.#deps;
    if (!isToldOfAll) return this.#queue.find(({ change }) => !this.failures.has(change));
    const isStuck = this.#queue.some(({ change }) => this.failures.has(change));
    return isStuck ? undefined : this.#queue.find(({ change }) => isReady(this.#state, change));
  }

  async #take(one: Waiting): Promise<void> {
    const { change } = one;
    const isToTell = isNews(this.#state, change) && !isQuiet(change);
    if (isToTell && !(await this.#succeeds(change, () => this.#deps.handle(change)))) return;
    this.#state = seen(this.#state, change, this.#deps.isToldOfAll && !isSnapshot(change));
    this.#queue = this.#queue.filter((each) => each !== one);
  }

  #isDue(): boolean {
    if (!this.#deps.isToldOfAll || this.failures.size > 0 || this.#queue.length === 0) return false;
    return dueAt(this.#queue) <= this.#deps.now || isTooMuch(this.#queue);
  }

  /** Asks for what is missing. What even `missing` does not know is given up. */
  async #passGap(): Promise<void> {
    const { missing } = this.#deps;
    const ask = async () => this.#add(await missing(this.#state.last));
    if (!(await this.#succeeds(missing, ask))) return;
    const [first] = this.#queue;
    if (first) this.#state = { ...this.#state, last: Math.max(this.#state.last, first.change.sequence - 1) };
    await this.#handOver();
  }

  async #succeeds(what: unknown, work: () => Promise<void>): Promise<boolean> {
    try {
      await work();
      return true;
    } catch (error) {
      this.failures.set(what, error);
      return false;
    }
  }
}
