import { DatabaseSync } from 'node:sqlite';

const schema = `
  CREATE TABLE IF NOT EXISTS person (
    key TEXT PRIMARY KEY,
    kind TEXT NOT NULL,
    version INTEGER NOT NULL,
    due INTEGER,
    owner TEXT,
    body TEXT NOT NULL
  ) STRICT;
  CREATE INDEX IF NOT EXISTS person_due ON person (due, key) WHERE due IS NOT NULL;
  CREATE INDEX IF NOT EXISTS person_owner ON person (owner) WHERE owner IS NOT NULL;
  CREATE TABLE IF NOT EXISTS event (
    position INTEGER PRIMARY KEY,
    person TEXT NOT NULL,
    eventId TEXT NOT NULL,
    fingerprint TEXT NOT NULL,
    arrivedAt INTEGER NOT NULL,
    body TEXT NOT NULL
  ) STRICT;
  CREATE UNIQUE INDEX IF NOT EXISTS event_key ON event (person, eventId);
  CREATE TABLE IF NOT EXISTS change (
    position INTEGER PRIMARY KEY AUTOINCREMENT,
    person TEXT NOT NULL,
    body TEXT NOT NULL
  ) STRICT;
  CREATE INDEX IF NOT EXISTS change_person ON change (person);
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

/** Of a new database, in bytes: rows of 1 or 2 KB are written a tenth faster than into pages of half the size. */
const pageSize = 8192;

/** SQLite's page cache, in KiB: all that the store ever holds in memory of a database in a file. */
const cacheKiB = 64 * 1024;

const writeAhead = 'PRAGMA journal_mode = WAL; PRAGMA synchronous = NORMAL; PRAGMA wal_autocheckpoint = 4096;';

/** A temporary database, and a draft, are gone after a crash anyway, so nothing needs to reach the disk in order. */
const unlogged = 'PRAGMA journal_mode = MEMORY; PRAGMA synchronous = OFF;';

/** The version of the tables above, kept in the file's own header. */
const tablesVersion = 1;

/** Whether the database is new and has no tables yet. */
const isNew = (database: DatabaseSync, path: string): boolean => {
  const version = Number(database.prepare('PRAGMA user_version').get()?.['user_version']);
  if (version === 0 || version === tablesVersion) return version === 0;
  database.close();
  throw new Error(`Cannot open ${path} as a store of version ${tablesVersion}: current value is version ${version}`);
};

const isKeptAtOnce = (path: string, draft: 'draft' | undefined): boolean =>
  path !== '' && path !== ':memory:' && draft === undefined;

/** Closes a database; one that was a draft so that it is opened as any other from now on. */
export const closeDatabase = (database: DatabaseSync, draft?: 'draft'): void => {
  try {
    if (draft !== undefined) database.exec('PRAGMA journal_mode = WAL');
  } finally {
    database.close();
  }
};

/**
 * Opens a database with the store's tables: `:memory:`, a file that is kept, or with `''` a temporary file that
 * SQLite itself removes.
 *
 * @param draft - set for a file that is thrown away unless all goes well: a crash may leave it broken.
 * @throws {Error} when a later version of the store made the file.
 */
export const openDatabase = (path: string, draft?: 'draft'): DatabaseSync => {
  const database = new DatabaseSync(path);
  // Whoever only reads a store leaves its file as it was, to the byte.
  const tables = isNew(database, path) ? `${schema} PRAGMA user_version = ${tablesVersion};` : '';
  database.exec(`PRAGMA page_size = ${pageSize}; ${isKeptAtOnce(path, draft) ? writeAhead : unlogged}`);
  database.exec(`PRAGMA secure_delete = ON; PRAGMA cache_size = -${cacheKiB}; ${tables}`);
  return database;
};
