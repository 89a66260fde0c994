import type { Row, Rows } from './window.ts';

/** Up to this many rows of a window are kept one by one. */
const rowLimit = 256;

/** Past the limit, rows that lie within 1/200 of the window are joined. */
const cellsInWindow = 200;

/**
 * Joins neighbours at the old end, each with those in the same 1/200 of the window, until no more than 256 rows are left.
 * These cells are fixed in time, so a window never has more than 201 of them.
 */
export const joinOldest = (rows: Rows, length: number, join: (older: Row, newer: Row) => Row): Rows => {
  let excess = rows.length - rowLimit;
  if (excess <= 0) return rows;
  const cellOf = (row: Row): number => Math.floor((row[0] * cellsInWindow) / length);
  const joined: Row[] = [];
  for (const row of rows) {
    const last = joined.at(-1);
    if (excess > 0 && last && cellOf(last) === cellOf(row)) {
      joined[joined.length - 1] = join(last, row);
      excess -= 1;
    } else joined.push(row);
  }
  return joined;
};
