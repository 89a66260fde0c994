import type { Instant } from '../time/instant.ts';
import { identityIn, type InsertIdentities } from './identity-rows.ts';
import { rowsAfter, type Row, type Rows } from './window.ts';

/** Up to this many values of either event of a sequence are kept one by one. */
const valueLimit = 256;

/** The values that one kind of event had in a window. Plain JSON. */
export interface ValueRows {
  /** `[t, identity]`, the oldest first, and of one time by identity: at most the 256 newest. */
  readonly rows: Rows;
  /** The event time of the newest that is no longer kept, while that is in the window. */
  readonly gone?: Instant;
}

export const noValues: ValueRows = { rows: [] };

/** Where a window begins: rows at this instant or before it have left. */
interface Bounds {
  readonly start: Instant;
  readonly insert: InsertIdentities;
}

/** The newest of some rows, and the newest that went. Which go depends on the rows alone, not on the order in which they came. */
const limited = (rows: Rows, gone: Instant): ValueRows => {
  const excess = Math.max(0, rows.length - valueLimit);
  const newestGone = excess === 0 ? gone : Math.max(gone, (rows[excess - 1] as Row)[0]);
  return { rows: excess === 0 ? rows : rows.slice(excess), ...(newestGone > -Infinity && { gone: newestGone }) };
};

/** Drops what has left the window. */
const live = ({ rows, gone = -Infinity }: ValueRows, start: Instant) => ({
  rows: rowsAfter(rows, start),
  gone: gone > start ? gone : -Infinity,
});

/** Adds rows, those in the window. */
export const addValues = (before: ValueRows, added: Rows, { start, insert }: Bounds): ValueRows => {
  const { rows, gone } = live(before, start);
  const entering = added.filter(([t]) => t > start);
  return limited(entering.length === 0 ? rows : insert(rows, entering), gone);
};

export const mergeValues = (one: ValueRows, other: ValueRows, bounds: Bounds): ValueRows => {
  const { gone = -Infinity } = other;
  const joined = addValues(one, other.rows, bounds);
  return limited(joined.rows, Math.max(joined.gone ?? -Infinity, gone > bounds.start ? gone : -Infinity));
};

/** The newest time of each identity. */
export const newestByIdentity = ({ rows }: ValueRows): ReadonlyMap<string, Instant> =>
  // Ascending, so that the newest is set last.
  new Map(rows.map((row) => [identityIn(row), row[0]]));
