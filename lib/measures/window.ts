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
  /** The same for every n of some rows, where that is cheaper than one by one. */
  readonly valuesFrom?: (rows: Rows) => (first: number) => unknown;
  readonly isApproximate?: (rows: Rows) => boolean;
}

/** Where the rows younger than `after` begin. */
const firstAfter = (rows: Rows, after: Instant): number => {
  let first = 0;
  while (first < rows.length && (rows[first] as Row)[0] <= after) first += 1;
  return first;
};

/** Finds where a row belongs among sorted rows: late events are rare, so the search starts at the newest. */
export const insertSorted = (rows: Rows, row: Row, compare: (one: Row, other: Row) => number): Rows => {
  let position = rows.length;
  while (position > 0 && compare(rows[position - 1] as Row, row) > 0) position -= 1;
  return rows.toSpliced(position, 0, row);
};

export const byTime = (one: Row, other: Row): number => one[0] - other[0];

/** An aggregate over the entries with `now - length < t <= now`; exact at every instant, with rows leaving one by one. */
export const windowed = (kind: WindowKind, length: number): Aggregate<MeasureState> => {
  const nextFlip = (rows: Rows, now: Instant, holds: Holds): Instant => {
    const valueFrom = kind.valuesFrom?.(rows) ?? ((first: number) => kind.valueFrom(rows, first));
    const first = firstAfter(rows, now - length);
    const before = holds(valueFrom(first));
    for (let next = first + 1; next <= rows.length; next += 1) {
      const t = (rows[next - 1] as Row)[0];
      // Rows of one time leave together.
      if (rows[next]?.[0] !== t && holds(valueFrom(next)) !== before) return t + length;
    }
    return Infinity;
  };
  return opaque<Rows>({
    add: (rows = [], entry, clock) => {
      const first = firstAfter(rows, clock - length);
      const live = first === 0 ? rows : rows.slice(first);
      return entry.t <= clock - length ? live : kind.insert(live, kind.rowOf(entry));
    },
    merge: (one, other) => other.reduce(kind.insert, one),
    valueAt: (rows = [], now) => kind.valueFrom(rows, firstAfter(rows, now - length)),
    nextFlip: (rows = [], now, holds) => nextFlip(rows, now, holds),
    isApproximate: (rows = []) => kind.isApproximate?.(rows) ?? false,
  });
};
