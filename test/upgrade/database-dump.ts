import { DatabaseSync, type SQLInputValue } from 'node:sqlite';

/** The content of a SQLite file, as plain JSON. */
export interface DatabaseDump {
  /** The version of its tables, from the header of the file. */
  readonly version: number;
  /** The statements that make its tables and indexes. */
  readonly schema: readonly string[];
  /** The rows of each table. */
  readonly tables: Readonly<Record<string, readonly Readonly<Record<string, SQLInputValue>>[]>>;
}

const own = "sql IS NOT NULL AND name NOT LIKE 'sqlite\\_%' ESCAPE '\\'";

/** Reads all of a SQLite file. */
export const dumpOf = (path: string): DatabaseDump => {
  const database = new DatabaseSync(path, { readOnly: true });
  const version = Number(database.prepare('PRAGMA user_version').get()?.['user_version']);
  const schema = database.prepare(`SELECT sql FROM sqlite_schema WHERE ${own}`).all();
  const names = database.prepare(`SELECT name FROM sqlite_schema WHERE type = 'table' AND ${own}`).all();
  const tables = names.map(({ name }) => [name, database.prepare(`SELECT * FROM ${String(name)}`).all()] as const);
  database.close();
  return {
    version,
    schema: schema.map(({ sql }) => String(sql)),
    tables: Object.fromEntries(tables) as DatabaseDump['tables'],
  };
};

/** Makes a SQLite file of what `dumpOf` read. */
export const makeDatabase = (path: string, { version, schema, tables }: DatabaseDump): void => {
  const database = new DatabaseSync(path);
  for (const statement of schema) database.exec(statement);
  database.exec('BEGIN');
  for (const [name, rows] of Object.entries(tables)) {
    for (const row of rows) {
      const columns = Object.keys(row);
      const places = columns.map(() => '?').join(', ');
      database.prepare(`INSERT INTO ${name} (${columns.join(', ')}) VALUES (${places})`).run(...Object.values(row));
    }
  }
  database.exec(`PRAGMA user_version = ${version}; COMMIT`);
  database.close();
};
