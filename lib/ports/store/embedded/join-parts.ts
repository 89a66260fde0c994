import { DatabaseSync } from 'node:sqlite';
import { rows } from './rows.ts';

/** As many cores as are used; SQLite attaches at most ten databases. */
export const mostParts = 8;

/** The tables of which each row has its place among those of all parts, with their columns but for the place. */
const placed = [
  { table: 'event', columns: 'person, eventId, fingerprint, arrivedAt, body', order: 'position' },
  { table: 'change', columns: 'person, body', order: 'position' },
  { table: 'person', columns: 'key, kind, version, due, owner, body', order: 'key' },
  // The id of a refused line ends with its number.
  { table: 'quarantine', columns: 'id, person, body', order: "CAST(substr(id, instr(id, ':') + 1) AS INTEGER)" },
] as const;

/** What only some stores have, by its name in the schema. */
const rare = ['fact', 'former_member', 'event_reduced'] as const;

interface Definition {
  readonly name: string;
  readonly type: string;
  readonly sql: string;
}

const isThere = (database: DatabaseSync, name: string): boolean =>
  database.prepare('SELECT 1 FROM main.sqlite_schema WHERE name = ?').get(name) !== undefined;

const joinRare = (database: DatabaseSync, part: string): void => {
  const names = rare.map((name) => `'${name}'`).join(', ');
  const query = database.prepare(`SELECT name, type, sql FROM ${part}.sqlite_schema WHERE name IN (${names})`);
  for (const { name, type, sql } of rows<{ [Name in keyof Definition]: Definition[Name] }>(query)()) {
    if (!isThere(database, name)) database.exec(sql);
    if (type === 'table') database.exec(`INSERT INTO main.${name} SELECT * FROM ${part}.${name}`);
  }
};

const joinPlaced = (database: DatabaseSync, parts: readonly string[]): void => {
  for (const { table, columns, order } of placed) {
    const union = parts.map((part) => `SELECT * FROM ${part}.${table}`).join(' UNION ALL ');
    database.exec(`INSERT INTO main.${table} (${columns}) SELECT ${columns} FROM (${union}) ORDER BY ${order}`);
  }
};

/** Gives the receipts of the erased their ids. */
const nameReceipts = (database: DatabaseSync, idOf: (provisional: string) => string): void => {
  const erased = rows<{ readonly key: string; readonly body: string }>(
    database.prepare("SELECT key, body FROM main.person WHERE kind = 'erased'"),
  );
  const update = database.prepare('UPDATE main.person SET body = ? WHERE key = ?');
  for (const { key, body } of erased()) {
    const { receiptId, ...tombstone } = JSON.parse(body) as { readonly receiptId: string };
    update.run(JSON.stringify({ ...tombstone, receiptId: idOf(receiptId) }), key);
  }
};

/**
 * Puts the parts of a store together in a new file whose tables are empty, in the order of their places. All that they would publish
 * counts as published.
 *
 * @param parts - the files of the parts, which are closed; at most `mostParts`.
 * @param receiptOf - the id of an erasure's receipt in place of the one that a part gave it.
 */
export const joinParts = (file: string, parts: readonly string[], receiptOf: (provisional: string) => string): void => {
  const database = new DatabaseSync(file);
  try {
    database.exec('PRAGMA journal_mode = MEMORY; PRAGMA synchronous = OFF; PRAGMA cache_size = -16384;');
    const names = parts.map((_, index) => `part${index}`);
    for (const [index, part] of parts.entries()) database.prepare(`ATTACH ? AS part${index}`).run(part);
    database.exec('BEGIN');
    joinPlaced(database, names);
    for (const name of names) joinRare(database, name);
    nameReceipts(database, receiptOf);
    database.exec('UPDATE main.publication SET position = (SELECT coalesce(max(position), 0) FROM main.change)');
    database.exec('COMMIT');
  } finally {
    database.close();
  }
};
