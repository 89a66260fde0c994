const isSystemError = (error: Error): error is NodeJS.ErrnoException & { syscall: string; path: string } =>
  'syscall' in error && 'path' in error && typeof error.path === 'string';

const words = /^\w+: ([^,]+)/;

const messageOf = (error: unknown): string => {
  if (!(error instanceof Error)) return String(error);
  if (!isSystemError(error)) return error.message === '' ? error.name : error.message;
  const [, reason = error.message] = words.exec(error.message) ?? [];
  return `Cannot ${error.syscall} ${error.path}: ${reason}`;
};

/** The message of a failure, in one line and without a stack trace. */
export const failureLine = (error: unknown): string =>
  messageOf(error)
    .replaceAll(/\s*[\r\n]+\s*/g, ' ')
    .trim();
