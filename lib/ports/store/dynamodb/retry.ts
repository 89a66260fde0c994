import { TransactionCanceledException, TransactionConflictException } from '@aws-sdk/client-dynamodb';
import { backoff } from '../../backoff.ts';
import type { Table } from './table.ts';

const attempts = 6;
const pauses = { first: 100, longest: 2000 };

const throttled = new Set(['None', 'ThrottlingError', 'ProvisionedThroughputExceeded']);

/**
 * Whether a write may succeed when it is made again although the SDK does not: it met a transaction on its item, or
 * is a transaction that was cancelled by throttling alone.
 */
const mayPass = (error: unknown): boolean => {
  if (error instanceof TransactionCanceledException) {
    return (error.CancellationReasons ?? []).every(({ Code = 'None' }) => throttled.has(Code));
  }
  return error instanceof TransactionConflictException;
};

/** Thrown when a batch call makes no progress. */
class UnprocessedError extends Error {
  override readonly name = 'UnprocessedError';

  constructor(left: number) {
    super(`Cannot take a batch as done: current value is ${left} unprocessed after ${attempts} calls`);
  }
}

const pause = ({ sleep, random }: Table, attempt: number): Promise<void> =>
  sleep(backoff(attempt, { ...pauses, random }));

/**
 * Makes a write again while a transaction is in its way, up to 6 times in all, and then throws what it threw. Calls that
 * are throttled, or that a server fails, are the SDK's to repeat; a second layer here would multiply its attempts.
 */
export const withRetry = async <Output>(table: Table, call: () => Promise<Output>, attempt = 1): Promise<Output> => {
  try {
    return await call();
  } catch (error) {
    if (attempt === attempts || !mayPass(error)) throw error;
  }
  await pause(table, attempt);
  return withRetry(table, call, attempt + 1);
};

/**
 * Makes a batch call again with what it left unprocessed until nothing is left.
 *
 * @throws {UnprocessedError} when 6 calls in a row bring no progress.
 */
export const untilNothingIsLeft = async <One>(
  table: Table,
  all: readonly One[],
  call: (some: readonly One[]) => Promise<readonly One[]>,
): Promise<void> => {
  let left = all;
  for (let attempt = 1; left.length > 0; attempt += 1) {
    const some = left;
    left = await call(some);
    if (left.length === 0) return;
    if (left.length < some.length) attempt = 0;
    if (attempt === attempts) throw new UnprocessedError(left.length);
    await pause(table, attempt);
  }
};
