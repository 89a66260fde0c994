import { DatabaseSync } from 'node:sqlite';
import { makeIndexes } from './indexes.ts';
import { isFilled, type Use } from './use.ts';

const schema = `
  CREATE TABLE IF NOT EXISTS person (
    key TEXT PRIMARY KEY,
    kind TEXT NOT NULL,
    version INTEGER NOT NULL,
    due INTEGER,
    owner TEXT,
    body TEXT NOT NULL
  ) STRICT;
  CREATE TABLE IF NOT EXISTS event (
    position INTEGER PRIMARY KEY,
    person TEXT NOT NULL,
    eventId TEXT NOT NULL,
    fingerprint TEXT NOT NULL,
    arrivedAt INTEGER NOT NULL,
    body TEXT NOT NULL
  ) STRICT;
  CREATE TABLE IF NOT EXISTS change (
    position INTEGER PRIMARY KEY AUTOINCREMENT,
    person TEXT NOT NULL,
    body TEXT NOT NULL
  ) STRICT;
  CREATE TABLE IF NOT EXISTS publication (
    one INTEGER PRIMARY KEY CHECK (one = 1),
    position INTEGER NOT NULL
  ) STRICT;
  INSERT OR IGNORE INTO publication VALUES (1, 0);
  CREATE TABLE IF NOT EXISTS forgotten (
    position INTEGER NOT NULL,
    person TEXT NOT NULL
  ) STRICT;
  CREATE TABLE IF NOT EXISTS quarantine (
    position INTEGER PRIMARY KEY,
    id TEXT NOT NULL UNIQUE,
    person TEXT,
    body TEXT NOT NULL
  ) STRICT;
  CREATE INDEX IF NOT EXISTS quarantine_person ON quarantine (person) WHERE person IS NOT NULL;
`;

/** The page size of a new database, in bytes. Rows of 1 to 2 KB are written faster than into pages of half the size. */
const pageSize = 8192;

/** The size of SQLite's page cache, in KiB, which bounds what is held in memory of a database in a file. */
const cacheKiB = 64 * 1024;

/** Commits reach the disk in order, so that a crash loses none that was acknowledged out of order. */
const writeAhead = 'PRAGMA journal_mode = WAL; PRAGMA synchronous = NORMAL; PRAGMA wal_autocheckpoint = 4096;';

/** A temporary database or a draft is gone after a crash anyway, so its writes need not reach the disk in order. */
const unlogged = 'PRAGMA journal_mode = MEMORY; PRAGMA synchronous = OFF;';

/**
 * The version of the tables above, which is kept in the header of the file. A file of version 1 became one of version 2 once events
 * had been put right; in one of version 3, fingerprints may have to be worked out of the bodies.
 */
const latestVersion = 3;

const versionOf = (database: DatabaseSync): number =>
  Number(database.prepare('PRAGMA user_version').get()?.['user_version']);

/** Whether a file is of the latest version. */
export const isLatest = (database: DatabaseSync): boolean => versionOf(database) === latestVersion;

/** Marks a file in which rows are written that earlier versions do not read: they refuse it by name. */
export const raiseVersion = (database: DatabaseSync): void => {
  if (!isLatest(database)) database.exec(`PRAGMA user_version = ${latestVersion}`);
};

/** Whether the database is new and has no tables yet. */
const isNew = (database: DatabaseSync, path: string): boolean => {
  const version = versionOf(database);
  if (version <= latestVersion) return version === 0;
  database.close();
  throw new Error(
    `Cannot open ${path} as a store of version 1 to ${latestVersion}: current value is version ${version}`,
  );
};

const isKeptAtOnce = (path: string, use: Use | undefined): boolean =>
  path !== '' && path !== ':memory:' && use === undefined;

/** The file of a database that another connection may read meanwhile; undefined for one in memory, a temporary one and a draft. */
export const sharedFile = (path: string, use?: Use): string | undefined =>
  use === 'reader' || isKeptAtOnce(path, use) ? path : undefined;

/** Closes a database. A draft gets its indexes and is turned into an ordinary file first. */
export const closeDatabase = (database: DatabaseSync, use?: Use): void => {
  try {
    if (use === 'draft') {
      makeIndexes(database);
      database.exec('PRAGMA journal_mode = WAL');
    }
  } finally {
    database.close();
  }
};

const openReader = (path: string): DatabaseSync => {
  const database = new DatabaseSync(path, { readOnly: true });
  if (isNew(database, path)) {
    database.close();
    throw new Error(`Cannot open ${path} as a store: it has no tables of one`);
  }
  database.exec(`PRAGMA cache_size = -${cacheKiB}`);
  return database;
};

/**
 * Opens a database with the store's tables: `:memory:`, a file that is kept, or with `''` a temporary file that SQLite
 * itself removes. A new draft has no indexes yet.
 *
 * @param use - `draft` for a file that is thrown away unless all goes well: a crash may leave it broken. `reader` for a file that is
 * there, of which nothing is changed.
 * @param parts - how many parts of a store share its memory.
 * @throws {Error} when a later version of the store made the file.
 */
export const openDatabase = (path: string, use?: Use, parts = 1): DatabaseSync => {
  if (use === 'reader') return openReader(path);
  const database = new DatabaseSync(path);
  // Opening a store only to read it leaves its file as it was, to the byte.
  const isToBeMade = isNew(database, path);
  const tables = isToBeMade ? `${schema} PRAGMA user_version = ${latestVersion};` : '';
  database.exec(`PRAGMA page_size = ${pageSize}; ${isKeptAtOnce(path, use) ? writeAhead : unlogged}`);
  database.exec(`PRAGMA secure_delete = ON; PRAGMA cache_size = -${Math.floor(cacheKiB / parts)}; ${tables}`);
  if (isToBeMade && !isFilled(use)) makeIndexes(database);
  return database;
};

/** The number of rows that this connection has written, and of the commits of others that it has seen. */
export const writesSeen = (database: DatabaseSync): number => {
  const own = database.prepare('SELECT total_changes() AS written').get()?.['written'];
  const others = database.prepare('PRAGMA data_version').get()?.['data_version'];
  return Number(own) + Number(others);
};
