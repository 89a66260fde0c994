import type { Row, Rows } from './window.ts';

/** Up to this many rows of a window are kept one by one. */
export const rowLimit = 256;

/** Past the limit, rows that lie within 1/200 of the window are joined. */
export const cellsInWindow = 200;

type Join<One> = (older: One, newer: One) => One;

/** The rows that are joined, and when. */
interface Joining<One> {
  /** Nothing is joined while there are no more than this many. */
  readonly limit: number;
  /** Of neighbours in one cell the older is joined with the newer. */
  readonly cellOf: (row: One) => number;
  readonly join: Join<One>;
}

/** Joins neighbours at the old end, each with those in the same cell, until no more than `limit` rows are left. */
export const joinBeyond = <One extends Row>(
  rows: readonly One[],
  { limit, cellOf, join }: Joining<One>,
): readonly One[] => {
  let excess = rows.length - limit;
  if (excess <= 0) return rows;
  const joined: One[] = [];
  for (const row of rows) {
    const last = joined.at(-1);
    if (excess > 0 && last && cellOf(last) === cellOf(row)) {
      joined[joined.length - 1] = join(last, row);
      excess -= 1;
    } else joined.push(row);
  }
  return joined;
};

/**
 * Joins neighbours at the old end, each with those in the same 1/200 of the window, until no more than 256 rows are left.
 * These cells are fixed in time, so a window never has more than 201 of them.
 */
export const joinOldest = (rows: Rows, length: number, join: Join<Row>): Rows =>
  joinBeyond(rows, { limit: rowLimit, cellOf: (row) => Math.floor((row[0] * cellsInWindow) / length), join });
