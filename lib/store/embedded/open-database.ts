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

/** SQLite's page cache, in KiB: all that the store ever holds in memory of a database in a file. */
const cacheKiB = 64 * 1024;

const writeAhead = 'PRAGMA journal_mode = WAL; PRAGMA synchronous = NORMAL; PRAGMA wal_autocheckpoint = 4096;';

/** A temporary database is gone after a crash anyway, so nothing needs to reach the disk in order. */
const unlogged = 'PRAGMA journal_mode = MEMORY; PRAGMA synchronous = OFF;';

/** The version of the tables above, kept in the file's own header. */
const tablesVersion = 1;

const refuseOtherVersion = (database: DatabaseSync, path: string): void => {
  const version = Number(database.prepare('PRAGMA user_version').get()?.['user_version']);
  if (version === 0 || version === tablesVersion) return;
  database.close();
  throw new Error(`Cannot open ${path} as a store of version ${tablesVersion}: current value is version ${version}`);
};

/**
 * Opens a database with the store's tables: `:memory:`, a file that is kept, or with `''` a temporary file that
 * SQLite itself removes.
 *
 * @throws {Error} when a later version of the store made the file.
 */
export const openDatabase = (path: string): DatabaseSync => {
  const database = new DatabaseSync(path);
  refuseOtherVersion(database, path);
  database.exec(path === '' || path === ':memory:' ? unlogged : writeAhead);
  database.exec(
    `PRAGMA secure_delete = ON; PRAGMA cache_size = -${cacheKiB}; ${schema} PRAGMA user_version = ${tablesVersion};`,
  );
  return database;
};
