import { byTime, insertSorted, type Row, type Rows } from './window.ts';

/** Rows `[t, identity]`, the oldest first, and of one time by identity. */
const byTimeAndIdentity = (one: Row, other: Row): number =>
  byTime(one, other) || (identityIn(one) < identityIn(other) ? -1 : Number(identityIn(one) > identityIn(other)));

export const identityIn = (row: Row): string => row[1] as string;

/** Puts a value among others: with every time at which it was seen, or with its newest alone. */
export type InsertIdentity = (rows: Rows, row: Row) => Rows;

export const everyTime: InsertIdentity = (rows, row) =>
  rows.some((other) => byTimeAndIdentity(other, row) === 0) ? rows : insertSorted(rows, row, byTimeAndIdentity);

export const newestTime: InsertIdentity = (rows, row) => {
  const known = rows.find((other) => identityIn(other) === identityIn(row));
  if (known && known[0] >= row[0]) return rows;
  const others = known ? rows.filter((other) => other !== known) : rows;
  return insertSorted(others, row, byTimeAndIdentity);
};
