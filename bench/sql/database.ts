import { DuckDBInstance, type DuckDBConnection } from '@duckdb/node-api';

/** Runs statements one after the other. */
export const runStatements = async (database: DuckDBConnection, statements: readonly string[]): Promise<void> => {
  for (const statement of statements) await database.run(statement);
};

/** Opens a database in a file, or in memory, for as long as the work takes. */
export const withDatabase = async <Result>(
  path: string,
  work: (database: DuckDBConnection) => Promise<Result>,
): Promise<Result> => {
  const instance = await DuckDBInstance.create(path);
  const database = await instance.connect();
  try {
    return await work(database);
  } finally {
    database.closeSync();
    instance.closeSync();
  }
};

/** Who is in which segments, `cust-1 lapsed-customers`, sorted; people in none have no line. */
export const membershipLines = async (
  database: DuckDBConnection,
  segments: readonly string[],
): Promise<readonly string[]> => {
  const result = await database.runAndReadAll('SELECT * FROM memberships');
  return result
    .getRowObjects()
    .flatMap((row) => segments.filter((key) => row[key] === true).map((key) => `${String(row['person'])} ${key}`))
    .toSorted();
};
