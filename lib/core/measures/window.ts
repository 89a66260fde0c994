import type { Instant } from '../time/instant.ts';
import { opaque, type Aggregate, type Entry, type Holds, type MeasureState } from './measure.ts';

/** A row of a window's state, which begins with its event time. Plain JSON. */
export type Row = readonly [t: Instant, ...rest: readonly unknown[]];
export type Rows = readonly Row[];

/** The differences between one windowed aggregate and another. */
export interface WindowKind {
  readonly rowOf: (entry: Entry) => Row;
  /** Puts a row where it belongs and keeps the number of rows bounded. */
  readonly insert: (rows: Rows, row: Row) => Rows;
  /** The aggregate of all rows from a position on, which may be the number of rows. */
  readonly valueFrom: (rows: Rows, first: number) => unknown;
  /** Reads the same for one position after another, from the number of rows down, where that is cheaper than each by itself. */
  readonly fromNewest?: () => (rows: Rows, first: number) => unknown;
  readonly isApproximate?: (rows: Rows) => boolean;
}

/** The position of the first row younger than `after`, not below `from`. */
export const firstAfter = (rows: Rows, after: Instant, from: number = 0): number => {
  let first = from;
  while (first < rows.length && (rows[first] as Row)[0] <= after) first += 1;
  return first;
};

/** The rows younger than `after`; the same list where all are. */
export const rowsAfter = <One extends Row>(rows: readonly One[], after: number): readonly One[] => {
  const first = firstAfter(rows, after);
  return first === 0 ? rows : rows.slice(first);
};

/** Puts a row where it belongs among sorted rows. Late events are rare, so the search starts at the newest. */
export const insertSorted = (rows: Rows, row: Row, compare: (one: Row, other: Row) => number): Rows => {
  let position = rows.length;
  while (position > 0 && compare(rows[position - 1] as Row, row) > 0) position -= 1;
  return rows.toSpliced(position, 0, row);
};

/** The positions of the rows that leave a window in a span. */
interface Leaving {
  readonly first: number;
  /** The position after the last. */
  readonly end: number;
}

export const byTime = (one: Row, other: Row): number => one[0] - other[0];

/** An aggregate over the entries with `now - length < t <= now`: exact at every instant, as rows leave one by one. */
export const windowed = (kind: WindowKind, length: number): Aggregate<MeasureState> => {
  // From the last row that leaves to the first, so that a sum grows by one row at a time: the last flip found is the first.
  const firstFlip = (rows: Rows, leaving: Leaving, holds: Holds): Instant => {
    const valueFrom = kind.fromNewest?.() ?? kind.valueFrom;
    let flip = Infinity;
    let afterwards = holds(valueFrom(rows, leaving.end));
    for (let left = leaving.end - 1; left >= leaving.first; left -= 1) {
      const [t] = rows[left] as Row;
      // Rows of the same time leave together.
      if (rows[left - 1]?.[0] === t) continue;
      const outcome = holds(valueFrom(rows, left));
      if (outcome !== afterwards) flip = t + length;
      afterwards = outcome;
    }
    return flip;
  };
  return opaque<Rows>({
    add: (rows = [], entry, clock) => {
      const live = rowsAfter(rows, clock - length);
      return entry.t <= clock - length ? live : kind.insert(live, kind.rowOf(entry));
    },
    // Rows that have left would count against the limit up to which the others are kept one by one.
    merge: (one, other, clock) => rowsAfter(other, clock - length).reduce(kind.insert, rowsAfter(one, clock - length)),
    valueAt: (rows = [], now) => kind.valueFrom(rows, firstAfter(rows, now - length)),
    nextFlip: (rows = [], { after, until }, holds) => {
      const first = firstAfter(rows, after - length);
      const end = firstAfter(rows, until - length, first);
      return first === end ? Infinity : firstFlip(rows, { first, end }, holds);
    },
    nextChange: (rows = [], after) => (rows[firstAfter(rows, after - length)]?.[0] ?? Infinity) + length,
    isApproximate: (rows = [], now) => kind.isApproximate?.(rowsAfter(rows, now - length)) ?? false,
  });
};
