import { addExactly, sumOf, type ExactSum } from './exact-sum.ts';
import { newestTime } from './identity-rows.ts';
import { identityOf } from './identity.ts';
import { joinOldest } from './join-oldest.ts';
import { compareEntries } from './measure.ts';
import { byTime, insertSorted, type Row, type Rows, type WindowKind } from './window.ts';

const newestOf = (rows: Rows, most: number): Rows => (rows.length > most ? rows.slice(-most) : rows);

const countFrom = (rows: Rows, first: number): number => rows.length - first;

/** Rows `[t]`: the newest `most`, which decide every comparison with a smaller number. */
export const countKind = (most: number): WindowKind => ({
  rowOf: ({ t }) => [t],
  insert: (rows, row) => newestOf(insertSorted(rows, row, byTime), most),
  valueFrom: countFrom,
});

/** Rows `[t, identity]`: each value once, at its last time; of these the newest `most`. */
export const uniqueCountKind = (most: number): WindowKind => ({
  rowOf: ({ t, value }) => [t, identityOf(value)],
  insert: (rows, row) => newestOf(newestTime(rows, [row]), most),
  valueFrom: countFrom,
});

const timesOf = (row: Row): number => (row[2] as number | undefined) ?? 1;
const joinSums = (older: Row, newer: Row): Row => [
  newer[0],
  (older[1] as number) + (newer[1] as number),
  timesOf(older) + timesOf(newer),
];

const byTimeAndValue = (one: Row, other: Row): number =>
  byTime(one, other) || (one[1] as number) - (other[1] as number);

/** The sum of the rows from the newest down to some position. */
class RunningSum {
  #sum: ExactSum = 0;
  #count = 0;

  add(row: Row): void {
    this.#sum = addExactly(this.#sum, row[1] as number);
    this.#count += timesOf(row);
  }

  get sum(): number {
    return sumOf(this.#sum);
  }

  get count(): number {
    return this.#count;
  }
}

/** Sums rows from the newest down, as far as they are asked for. */
const summing = (valueOf: (running: RunningSum) => unknown) => (): WindowKind['valueFrom'] => {
  const running = new RunningSum();
  let rest = Infinity;
  return (rows, first) => {
    rest = Math.min(rest, rows.length);
    for (; rest > first; rest -= 1) running.add(rows[rest - 1] as Row);
    return valueOf(running);
  };
};

const additive = (length: number, valueOf: (running: RunningSum) => unknown): WindowKind => {
  const fromNewest = summing(valueOf);
  return {
    rowOf: ({ t, value }) => [t, value],
    insert: (rows, row) => joinOldest(insertSorted(rows, row, byTimeAndValue), length, joinSums),
    valueFrom: (rows, first) => fromNewest()(rows, first),
    fromNewest,
    isApproximate: (rows) => rows.some((row) => row.length > 2),
  };
};

/** Rows `[t, value]`, or `[t, sum, count]` of joined ones. */
export const sumKind = (length: number): WindowKind => additive(length, ({ sum }) => sum);
export const averageKind = (length: number): WindowKind =>
  additive(length, ({ sum, count }) => (count === 0 ? undefined : sum / count));

/** Rows `[t, value]` that may still become the extreme: none has a younger one beside it that is as extreme. */
export const extremeKind = (length: number, sign: 1 | -1): WindowKind => {
  const beats = (one: Row, other: Row): boolean =>
    one[0] >= other[0] && sign * (one[1] as number) >= sign * (other[1] as number);
  return {
    rowOf: ({ t, value }) => [t, value],
    insert: (rows, row) => {
      if (rows.some((other) => beats(other, row))) return rows;
      const rivals = rows.filter((other) => !beats(row, other));
      return joinOldest(insertSorted(rivals, row, byTime), length, (older, newer) => [newer[0], older[1], true]);
    },
    valueFrom: (rows, first) => rows[first]?.[1],
    isApproximate: (rows) => rows.some((row) => row.length > 2),
  };
};

const entryOfRow = ([t, eventId, index]: Row) => ({ t, eventId: eventId as string, index: index as number });
const byEntry = (one: Row, other: Row): number => compareEntries(entryOfRow(one), entryOfRow(other));

const entryRow = {
  rowOf: ({ t, eventId, index, value }) => [t, eventId, index, value],
  valueFrom: (rows, first) => rows[first]?.[3],
} as const satisfies Partial<WindowKind>;

/**
 * Rows `[t, eventId, index, value]`, because each may become the first when those before it have left; of joined ones the
 * oldest, for as long as the newest stays: `[t, eventId, index, value, true]`, t, id and index being those of the newest.
 */
export const firstKind = (length: number): WindowKind => ({
  ...entryRow,
  insert: (rows, row) =>
    joinOldest(insertSorted(rows, row, byEntry), length, (older, [t, eventId, index]) => [
      t,
      eventId,
      index,
      older[3],
      true,
    ]),
  isApproximate: (rows) => rows.some((row) => row.length > 4),
});

/** One row `[t, eventId, index, value]`: the newest. */
export const lastKind: WindowKind = {
  ...entryRow,
  insert: (rows, row) => insertSorted(rows, row, byEntry).slice(-1),
};
