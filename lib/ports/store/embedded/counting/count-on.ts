import { hourSums, type HourSums } from './hour-sums.ts';
import type { LoggedRow, LoggedRows } from './logged-rows.ts';

/** The log as far as it is counted. */
export interface LogCount {
  readonly sums: HourSums;
  /** Of the last row that is counted. */
  position: number;
}

export const emptyCount = (): LogCount => ({ sums: hourSums(), position: 0 });

interface Counting {
  readonly erased: ReadonlySet<string>;
  /** Where the log ended when its count began. */
  readonly begun: number;
}

/**
 * Counts one row. False where somebody was erased since the count began: their rows may be counted already. An erasure writes a
 * row of its own, which leaves a gap where it is removed.
 */
const countRow = (count: LogCount, { position, person, body }: LoggedRow, { erased, begun }: Counting): boolean => {
  const isNew = position > begun;
  const isErased = erased.has(person);
  const follows = position === Math.max(count.position, begun) + 1;
  if (isNew && (isErased || !follows)) return false;
  if (!isErased && count.sums.add(body) === 'erasure' && isNew) return false;
  count.position = position;
  return true;
};

/**
 * Counts the rows behind a count, and stops after each page of them.
 *
 * @param begun - where the log ended when the count began: of one that goes on it is its own position.
 * @returns whether it is complete: false where somebody was erased since it began, so that it is of no use any more.
 */
export function* countOn(log: LoggedRows, count: LogCount, begun: number): Generator<void, boolean> {
  const counting = { erased: log.erased(), begun };
  for (let page = log.after(count.position); page.length > 0; page = log.after(count.position)) {
    if (!page.every((row) => countRow(count, row, counting))) return false;
    yield;
  }
  count.position = Math.max(count.position, begun);
  return count.position === log.last();
}
