import { systemReason } from '#lib/tools/files/naming-file.ts';

const isSystemError = (error: Error): error is NodeJS.ErrnoException & { syscall: string; path: string } =>
  'syscall' in error && 'path' in error && typeof error.path === 'string';

const messageOf = (error: unknown): string => {
  if (!(error instanceof Error)) return String(error);
  if (!isSystemError(error)) return error.message === '' ? error.name : error.message;
  return `Cannot ${error.syscall} ${error.path}: ${systemReason(error)}`;
};

/** Longer than any message but one that repeats a whole file. */
const longest = 2_000;

const cut = (line: string): string => (line.length <= longest ? line : `${line.slice(0, longest - 1).toWellFormed()}…`);

/** The message of a failure, in one line and without a stack trace. */
export const failureLine = (error: unknown): string =>
  cut(
    messageOf(error)
      .replaceAll(/\s*[\r\n]+\s*/g, ' ')
      .trim(),
  );
