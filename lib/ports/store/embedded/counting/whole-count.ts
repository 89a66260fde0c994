import type { DatabaseSync } from 'node:sqlite';
import { setImmediate as othersTurn } from 'node:timers/promises';
import type { HourCount } from '#lib/core/members/change-counts.ts';
import { countInThread } from './count-in-thread.ts';
import { countOn, emptyCount, type LogCount } from './count-on.ts';
import { loggedRows, type LoggedRows } from './logged-rows.ts';

/** The log as far as it was counted. Plain JSON. */
export interface KeptLog {
  /** Of the last row that is counted. */
  readonly position: number;
  /** The hours of each segment that have any. */
  readonly hours: readonly (readonly [segment: string, hours: readonly HourCount[]])[];
}

/** So many rows are counted while an answer waits for it: some 100 ms. */
const countedAtOnce = 20_000;

/** Counts a log here, and lets others have their turn; undefined where somebody was erased since it began. */
const countHere = async (log: LoggedRows, count: LogCount, begun: number): Promise<LogCount | undefined> => {
  const pages = countOn(log, count, begun);
  let page = pages.next();
  for (; !page.done; page = pages.next()) await othersTurn();
  return page.value ? count : undefined;
};

/** The whole log of a store, counted once; afterwards only what was written since is, unless somebody was erased. */
export class WholeCount {
  readonly #log: LoggedRows;
  readonly #file: string | undefined;
  /** How far the log is counted. */
  #latest: LogCount | undefined;
  #running: Promise<void> | undefined;
  /** Why nobody counts any more; told to the next who asks. */
  #failure: { readonly error: unknown } | undefined;
  #rollbacks = 0;
  #endThread: (() => void) | undefined;

  /** @param file - of the store, where a thread can open it too; without one the log is counted here, however long it is. */
  constructor(database: DatabaseSync, file: string | undefined) {
    this.#log = loggedRows(database);
    this.#file = file;
  }

  /** Whether everything is counted. What would take long is begun where not. */
  async isAtHand(): Promise<boolean> {
    if (this.#failure !== undefined) {
      const { error } = this.#failure;
      this.#failure = undefined;
      throw error;
    }
    for (let behind = this.#behind(); behind !== 0; behind = this.#behind()) {
      if (behind > countedAtOnce) {
        void this.#countAhead();
        return false;
      }
      await this.#step();
    }
    return true;
  }

  /** The hours of a segment that have any, in order, as soon as everything is counted. */
  async hoursOf(segment: string): Promise<readonly HourCount[]> {
    while (this.#behind() !== 0) await this.#step();
    return this.#latest?.sums.hoursOf(segment) ?? [];
  }

  /** All hours of the log, as soon as everything is counted. */
  async all(): Promise<KeptLog> {
    while (this.#behind() !== 0) await this.#step();
    const { sums, position } = this.#latest ?? emptyCount();
    return { position, hours: Array.from(sums.segments(), (segment) => [segment, sums.hoursOf(segment)]) };
  }

  /** Takes what was counted of this very log before. */
  resume({ position, hours }: KeptLog): void {
    const count = emptyCount();
    for (const [segment, counts] of hours) for (const each of counts) count.sums.put(segment, each);
    this.#latest = Object.assign(count, { position });
  }

  /** Call it when a transaction was rolled back: its rows may have been counted. */
  rolledBack(): void {
    this.#rollbacks += 1;
    this.#latest = undefined;
  }

  /** Ends the thread that counts. */
  end(): void {
    this.#endThread?.();
  }

  /** How many rows are not counted yet. */
  #behind(): number {
    return this.#log.last() - (this.#latest?.position ?? 0);
  }

  async #countAhead(): Promise<void> {
    try {
      await this.#step();
    } catch (error) {
      this.#failure = { error };
    }
  }

  /** Brings the count up to date, or finds that it has to begin anew. */
  #step(): Promise<void> {
    this.#running ??= this.#count().finally(() => {
      this.#running = undefined;
    });
    return this.#running;
  }

  async #count(): Promise<void> {
    const before = this.#rollbacks;
    const count = await (this.#latest === undefined ? this.#countAll() : this.#countMore(this.#latest));
    if (this.#rollbacks === before) this.#latest = count;
  }

  #countMore(count: LogCount): Promise<LogCount | undefined> {
    return countHere(this.#log, count, count.position);
  }

  #countAll(): Promise<LogCount | undefined> {
    const last = this.#log.last();
    if (this.#file === undefined || last <= countedAtOnce) return countHere(this.#log, emptyCount(), last);
    const { count, end } = countInThread(this.#file);
    this.#endThread = end;
    return count;
  }
}
