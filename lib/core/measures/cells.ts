import type { Entry } from './measure.ts';

/**
 * What is kept of the entries at one position, or of joined ones at that of the newest; with a mark where the value may be
 * off because of it. Plain JSON.
 */
export type Cell<Held> = readonly [key: number, held: Held, mark?: string | true];

/** Cells in the order of their positions, each once. */
export type Cells<Held> = readonly Cell<Held>[];

export const cellOf = <Held>(key: number, held: Held, mark: Cell<Held>[2]): Cell<Held> =>
  mark === undefined ? [key, held] : [key, held, mark];

/** The differences between one aggregate over an interval and another. */
export interface CellKind<Held> {
  readonly holding: (entry: Entry) => Held;
  /**
   * Puts a cell where it belongs and keeps the size of all bounded.
   *
   * @param entered - the last position whose entries have entered the interval.
   */
  readonly insert: (cells: Cells<Held>, cell: Cell<Held>, entered: number) => Cells<Held>;
  /** Reads the aggregate of the cells from one place in the list up to, not including, another, for places that only rise. */
  readonly sliding: (cells: Cells<Held>) => (first: number, end: number) => unknown;
}

/** One cell of two; it takes the position of the newer. */
export type JoinCells<Held> = (older: Cell<Held>, newer: Cell<Held>) => Cell<Held>;

/** Joins a cell to that of its position, or puts it where it belongs. Late entries are rare, so the search starts at the newest. */
export const insertCell = <Held>(cells: Cells<Held>, cell: Cell<Held>, join: JoinCells<Held>): Cells<Held> => {
  let position = cells.length;
  while (position > 0 && (cells[position - 1] as Cell<Held>)[0] > cell[0]) position -= 1;
  const known = cells[position - 1];
  return known?.[0] === cell[0] ? cells.with(position - 1, join(known, cell)) : cells.toSpliced(position, 0, cell);
};

/** Joins cells by what they hold, at one position or, with a mark, those near one another. */
export const joiningBy = <Held>(
  merge: (older: Held, newer: Held) => Held,
): { readonly exactly: JoinCells<Held>; readonly nearly: JoinCells<Held> } => ({
  exactly: ([, older, mark], [key, newer, newerMark]) => cellOf(key, merge(older, newer), mark ?? newerMark),
  nearly: ([, older], [key, newer]) => [key, merge(older, newer), true],
});
