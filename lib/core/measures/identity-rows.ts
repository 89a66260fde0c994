import { byTime, insertSorted, type Row, type Rows } from './window.ts';

/** Rows `[t, identity]`, the oldest first, and of one time by identity. */
const byTimeAndIdentity = (one: Row, other: Row): number =>
  byTime(one, other) || (identityIn(one) < identityIn(other) ? -1 : Number(identityIn(one) > identityIn(other)));

export const identityIn = (row: Row): string => row[1] as string;

/** Puts values, in order, among others: with every time at which they were seen, or each with its newest alone. */
export type InsertIdentities = (rows: Rows, added: Rows) => Rows;

const insertOne = (rows: Rows, row: Row): Rows => insertSorted(rows, row, byTimeAndIdentity);

export const everyTime: InsertIdentities = (rows, added) =>
  added.reduce(
    (all, row) => (all.some((other) => byTimeAndIdentity(other, row) === 0) ? all : insertOne(all, row)),
    rows,
  );

/** Late events are rare: mostly what is added is the newest. */
const insertAll = (rows: Rows, added: Rows): Rows => {
  const [last, first] = [rows.at(-1), added[0]];
  return last && first && byTimeAndIdentity(last, first) > 0 ? added.reduce(insertOne, rows) : [...rows, ...added];
};

/** Of the added ones, those of one value have one time. */
export const newestTime: InsertIdentities = (rows, added) => {
  if (rows.length === 0) return added;
  const newer = new Map(added.map((row) => [identityIn(row), row]));
  const others = rows.filter((row) => {
    const again = newer.get(identityIn(row));
    if (!again) return true;
    if (again[0] > row[0]) return false;
    newer.delete(identityIn(row));
    return true;
  });
  return newer.size === 0 ? rows : insertAll(others, [...newer.values()]);
};
