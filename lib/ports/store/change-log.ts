import type { Origin } from '#lib/core/engine/decision.ts';
import type { ChangeRow } from './customer-store.ts';

/** The changes of one person at one instant, with their place among those of everybody. */
export interface LoggedChanges {
  /** Rises with each commit, from 1. */
  readonly position: number;
  readonly row: ChangeRow;
}

/** What is looked for in a log, newest first. */
export interface LogSearch {
  /** The position at which the search begins, that included. */
  readonly from: number;
  /** Only rows in which this segment was entered or left. */
  readonly segment?: string | undefined;
  readonly origin?: Origin | undefined;
  /** The most rows that are found. */
  readonly limit: number;
}

/** What a search has found. */
export interface LogFound {
  /** Newest first. */
  readonly rows: readonly LoggedChanges[];
  /** The position at which a search goes on that has not found as many as it might; 0 at the beginning of the log. */
  readonly rest: number;
}

/**
 * The changes of everybody, published or not, but for those of people who were erased: a store on this machine has all of them in the
 * order of their commits, a deployment those of a day in the order in which it has published them.
 */
export interface ChangeLog {
  /** The position of the last change, or one behind it before which nothing comes any more; 0 where there is none. */
  last(): Promise<number>;
  /** The rows that fit, newest first. A search for what is seldom ends before it has gone through all of the log. */
  search(search: LogSearch): Promise<LogFound>;
  /** The first rows behind a position, in order, at most `limit`. */
  behind(position: number, limit: number): Promise<readonly LoggedChanges[]>;
}
