import type { DatabaseSync } from 'node:sqlite';
import type { SaveResult } from '../customer-store.ts';

/** Transactions of one connection: every save is one of its own, or a step of a batch that is kept as a whole. */
export class Transactions {
  readonly #database: DatabaseSync;
  readonly #begin;
  readonly #commit;
  readonly #rollback;
  #batching = false;
  readonly #faults: unknown[] = [];

  constructor(database: DatabaseSync) {
    this.#database = database;
    this.#begin = database.prepare('BEGIN IMMEDIATE');
    this.#commit = database.prepare('COMMIT');
    this.#rollback = database.prepare('ROLLBACK');
  }

  /** Keeps all that `work` wrote, or nothing where it throws. It must have written nothing where it says 'conflict'. */
  atomic(work: () => SaveResult): SaveResult {
    if (this.#batching) return this.#step(work);
    this.#begin.run();
    try {
      const result = work();
      this.#commit.run();
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
    this.#begin.run();
    this.#batching = true;
    this.#faults.length = 0;
    try {
      const result = await work();
      if (this.#faults.length > 0) throw this.#faults[0];
      this.#commit.run();
      return result;
    } catch (error) {
      this.#undo();
      throw error;
    } finally {
      this.#batching = false;
    }
  }

  /** SQLite itself rolls back on some errors, as when the disk is full. */
  #undo(): void {
    if (this.#database.isTransaction) this.#rollback.run();
  }
}
