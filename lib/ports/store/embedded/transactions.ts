import type { DatabaseSync } from 'node:sqlite';
import type { Tables } from './tables.ts';
import type { SaveResult } from '../customer-store.ts';

/** The part of a transaction that is held in memory. */
export interface Pending {
  /** Called when a transaction has begun. No one else writes until it ends. */
  readonly begin: () => void;
  /** Writes everything that is not written yet. If it throws, the transaction is rolled back. */
  readonly flush: () => void;
  /** Called when a transaction has ended. */
  readonly end: (how: 'committed' | 'rolled-back') => void;
}

/** The transactions of one connection. A save is a transaction of its own, or a step of a batch. */
export class Transactions {
  readonly #database: DatabaseSync;
  readonly #pending: Pending;
  readonly #begin;
  readonly #commit;
  readonly #rollback;
  #batching = false;
  readonly #faults: unknown[] = [];

  constructor(database: DatabaseSync, pending: Pending) {
    this.#database = database;
    this.#pending = pending;
    this.#begin = database.prepare('BEGIN IMMEDIATE');
    this.#commit = database.prepare('COMMIT');
    this.#rollback = database.prepare('ROLLBACK');
  }

  /** Commits everything that `work` writes, or nothing if it throws. It must not have written anything on 'conflict'. */
  atomic(work: () => SaveResult): SaveResult {
    if (this.#batching) return this.#step(work);
    this.#open();
    try {
      const result = work();
      this.#commitAll();
      return result;
    } catch (error) {
      this.#rollBack();
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
   * Groups everything that is saved until `work` is done in one transaction, which is rolled back if `work` or any save
   * throws. There is no savepoint for each save, which would slow each of them down.
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
      this.#commitAll();
      return result;
    } catch (error) {
      this.#rollBack();
      throw error;
    } finally {
      this.#batching = false;
    }
  }

  #open(): void {
    this.#begin.run();
    this.#pending.begin();
  }

  #commitAll(): void {
    this.#pending.flush();
    this.#commit.run();
    this.#pending.end('committed');
  }

  /** SQLite itself rolls back on some errors, such as a full disk. */
  #rollBack(): void {
    this.#pending.end('rolled-back');
    if (this.#database.isTransaction) this.#rollback.run();
  }
}

/** The transactions of a store, which its tables are told of. */
export const transactionsOver = (
  database: DatabaseSync,
  { persons, outbox }: Tables,
  rolledBack: () => void,
): Transactions =>
  new Transactions(database, {
    begin: () => persons.begin(),
    flush: () => persons.flush(),
    end: (how) => {
      persons.end(how);
      if (how === 'committed') return;
      outbox.rolledBack();
      rolledBack();
    },
  });
