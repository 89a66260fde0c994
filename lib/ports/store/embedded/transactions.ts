import type { DatabaseSync } from 'node:sqlite';
import type { SaveResult } from '../customer-store.ts';

/** What is held in memory of the transaction under way. */
export interface Held {
  /** A transaction has begun: nobody else writes until it ends. */
  readonly begin: () => void;
  /** Writes all that is not written yet; what throws here undoes the transaction. */
  readonly flush: () => void;
  /** A transaction has ended. */
  readonly end: (how: 'kept' | 'undone') => void;
}

/** Transactions of one connection: every save is one of its own, or a step of a batch that is kept as a whole. */
export class Transactions {
  readonly #database: DatabaseSync;
  readonly #held: Held;
  readonly #begin;
  readonly #commit;
  readonly #rollback;
  #batching = false;
  readonly #faults: unknown[] = [];

  constructor(database: DatabaseSync, held: Held) {
    this.#database = database;
    this.#held = held;
    this.#begin = database.prepare('BEGIN IMMEDIATE');
    this.#commit = database.prepare('COMMIT');
    this.#rollback = database.prepare('ROLLBACK');
  }

  /** Keeps all that `work` wrote, or nothing where it throws. It must have written nothing where it says 'conflict'. */
  atomic(work: () => SaveResult): SaveResult {
    if (this.#batching) return this.#step(work);
    this.#open();
    try {
      const result = work();
      this.#keep();
      return result;
    } catch (error) {
      this.#undo();
      throw error;
    }
  }

  #step(work: () => SaveResult): SaveResult {
    try {
      return work();
    } catch (error) {
      this.#faults.push(error);
      throw error;
    }
  }

  /**
   * Groups all that is saved until `work` is done; nothing of it is kept where it throws, or where a save threw. There is
   * no savepoint for each save: it would cost a sixth of the time.
   */
  async batched<Result>(work: () => Promise<Result>): Promise<Result> {
    if (this.#batching) {
      throw new Error('Cannot begin a batch as the only one: current value is a batch that is under way');
    }
    this.#open();
    this.#batching = true;
    this.#faults.length = 0;
    try {
      const result = await work();
      if (this.#faults.length > 0) throw this.#faults[0];
      this.#keep();
      return result;
    } catch (error) {
      this.#undo();
      throw error;
    } finally {
      this.#batching = false;
    }
  }

  #open(): void {
    this.#begin.run();
    this.#held.begin();
  }

  #keep(): void {
    this.#held.flush();
    this.#commit.run();
    this.#held.end('kept');
  }

  /** SQLite itself rolls back on some errors, as when the disk is full. */
  #undo(): void {
    this.#held.end('undone');
    if (this.#database.isTransaction) this.#rollback.run();
  }
}
