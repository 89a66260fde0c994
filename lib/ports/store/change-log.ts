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
  /** The position behind which it ends. */
  readonly to: number;
  /** Only rows in which this segment was entered or left. */
  readonly segment?: string | undefined;
  readonly origin?: Origin | undefined;
  /** The most rows that are found. */
  readonly limit: number;
}

/** The changes of everybody in the order of their commits, published or not, but for those of people who were erased. */
export interface ChangeLog {
  /** The position of the last change; 0 where there is none. */
  last(): number;
  /** The rows that fit, newest first. */
  search(search: LogSearch): readonly LoggedChanges[];
  /** The first rows behind a position, in order, at most `limit`. */
  behind(position: number, limit: number): readonly LoggedChanges[];
}
