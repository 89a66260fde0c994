const isSystemError = (error: unknown): error is NodeJS.ErrnoException =>
  error instanceof Error && 'syscall' in error && 'code' in error;

/** The reason of a system error, such as `is a directory`, without its code, call and path. */
export const systemReason = ({ message }: Error): string => /^\w+: ([^,]+)/.exec(message)?.[1] ?? message;

/**
 * Works on a file, and names it in a system error that does not: a read or a write through an open file knows no path.
 *
 * @throws {Error} `Cannot read FILE: illegal operation on a directory`; other errors as they are.
 */
export const namingFile = async <Result>(path: string, work: () => Promise<Result>): Promise<Result> => {
  try {
    return await work();
  } catch (error) {
    if (!isSystemError(error) || error.path !== undefined) throw error;
    throw new Error(`Cannot ${error.syscall} ${path}: ${systemReason(error)}`, { cause: error });
  }
};
