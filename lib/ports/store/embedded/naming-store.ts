const isSqliteError = (error: unknown): error is Error =>
  error instanceof Error && 'code' in error && error.code === 'ERR_SQLITE_ERROR';

/**
 * Works on an embedded store, and names its file in SQLite's errors, such as `database or disk is full`.
 *
 * @throws {Error} `Cannot use FILE as a store: database or disk is full`; other errors as they are.
 */
export const namingStore = async <Result>(path: string, work: () => Promise<Result>): Promise<Result> => {
  try {
    return await work();
  } catch (error) {
    if (!isSqliteError(error)) throw error;
    throw new Error(`Cannot use ${path} as a store: ${error.message}`, { cause: error });
  }
};
