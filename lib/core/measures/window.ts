import type { Instant } from '../time/instant.ts';
import { opaque, type Aggregate, type Entry, type Holds, type MeasureState } from './measure.ts';

/** What a window keeps: rows that begin with their event time, oldest first. Plain JSON. */
export type Row = readonly [t: Instant, ...rest: readonly unknown[]];
export type Rows = readonly Row[];

/** What differs from one windowed aggregate to the next. */
export interface WindowKind {
  readonly rowOf: (entry: Entry) => Row;
  /** Puts a row where it belongs and keeps the number of rows bounded. */
  readonly insert: (rows: Rows, row: Row) => Rows;
  /** The aggregate of all rows from the n-th on; n may be the number of rows. */
  readonly valueFrom: (rows: Rows, first: number) => unknown;
  /** Reads the same for one n after the other, from the number of rows down, where that is cheaper than each by itself. */
  readonly fromNewest?: () => (rows: Rows, first: number) => unknown;
  readonly isApproximate?: (rows: Rows) => boolean;
}

/** Where the rows younger than `after` begin; no sooner than `from`. */
const firstAfter = (rows: Rows, after: Instant, from: number = 0): number => {
  let first = from;
  while (first < rows.length && (rows[first] as Row)[0] <= after) first += 1;
  return first;
};

/** The rows younger than `after`; the same list where all are. */
const rowsAfter = (rows: Rows, after: Instant): Rows => {
  const first = firstAfter(rows, after);
  return first === 0 ? rows : rows.slice(first);
};

/** Finds where a row belongs among sorted rows: late events are rare, so the search starts at the newest. */
export const insertSorted = (rows: Rows, row: Row, compare: (one: Row, other: Row) => number): Rows => {
  let position = rows.length;
  while (position > 0 && compare(rows[position - 1] as Row, row) > 0) position -= 1;
  return rows.toSpliced(position, 0, row);
};

/** The positions of rows that leave a window. */
interface Leaving {
  readonly first: number;
  /** The position after the last. */
  readonly end: number;
}

export const byTime = (one: Row, other: Row): number => one[0] - other[0];

/** An aggregate over the entries with `now - length < t <= now`; exact at every instant, with rows leaving one by one. */
export const windowed = (kind: WindowKind, length: number): Aggregate<MeasureState> => {
  // From the last of some rows that leave down, so that a sum grows by one row at a time: the last turn met is the first.
  const firstTurn = (rows: Rows, leaving: Leaving, holds: Holds): Instant => {
    const valueFrom = kind.fromNewest?.() ?? kind.valueFrom;
    let turn = Infinity;
    let afterwards = holds(valueFrom(rows, leaving.end));
    for (let left = leaving.end - 1; left >= leaving.first; left -= 1) {
      const [t] = rows[left] as Row;
      // Rows of one time leave together.
      if (rows[left - 1]?.[0] === t) continue;
      const outcome = holds(valueFrom(rows, left));
      if (outcome !== afterwards) turn = t + length;
      afterwards = outcome;
    }
    return turn;
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
      return first === end ? Infinity : firstTurn(rows, { first, end }, holds);
    },
    isApproximate: (rows = [], now) => kind.isApproximate?.(rowsAfter(rows, now - length)) ?? false,
  });
};
