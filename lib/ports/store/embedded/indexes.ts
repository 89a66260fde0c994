import type { DatabaseSync } from 'node:sqlite';
import { isFilled, type Use } from './use.ts';

/** The indexes of the tables that grow with the events. */
const definitions = {
  event_key: 'UNIQUE INDEX IF NOT EXISTS event_key ON event (person, eventId)',
  change_person: 'INDEX IF NOT EXISTS change_person ON change (person)',
  person_due: 'INDEX IF NOT EXISTS person_due ON person (due, key) WHERE due IS NOT NULL',
  person_owner: 'INDEX IF NOT EXISTS person_owner ON person (owner) WHERE owner IS NOT NULL',
} as const;

type IndexName = keyof typeof definitions;

const names = Object.keys(definitions) as IndexName[];

const make = (database: DatabaseSync, name: IndexName): void => {
  database.exec(`CREATE ${definitions[name]}`);
};

/** Makes all indexes that are not there. */
export const makeIndexes = (database: DatabaseSync): void => {
  for (const name of names) make(database, name);
};

/** The indexes of a database as they are there. */
export interface Indexes {
  /** Makes an index unless it is there. Call it before a query that would read the whole table without it. */
  readonly need: (name: IndexName) => void;
  /** Whether all are there from the beginning. */
  readonly areThere: boolean;
  /**
   * When a person moves in the index of who is due, as a review moves to a later time: at once, or only when the index would name them
   * too early, which saves two of the pages that a write of a large store reads; never in a store that is only read.
   */
  readonly moves: 'at once' | 'late' | 'never';
}

const allThere: Omit<Indexes, 'moves'> = { need: () => {}, areThere: true };

/**
 * The indexes of a database. Where it is filled first, each is made when it is first needed, or at the end: of rows that are all there,
 * SQLite makes an index in a fraction of the time that it takes to add them one by one.
 */
export const indexesIn = (database: DatabaseSync, use: Use | undefined): Indexes => {
  if (!isFilled(use)) return { ...allThere, moves: use === 'reader' ? 'never' : 'late' };
  const missing = new Set(names);
  return {
    need: (name) => {
      if (missing.delete(name)) make(database, name);
    },
    areThere: false,
    moves: 'at once',
  };
};
