import { TransactionCanceledException } from '@aws-sdk/client-dynamodb';
import type { Table } from './table.ts';

/** How often a call is made, beyond what the SDK itself repeats. */
const attempts = 6;
const firstPauseMs = 50;
const longestPauseMs = 2000;

const passing = new Set([
  'ProvisionedThroughputExceededException',
  'ThrottlingException',
  'RequestLimitExceeded',
  'LimitExceededException',
  'InternalServerError',
  'TransactionConflictException',
  'TransactionInProgressException',
]);

const passingReasons = new Set(['None', 'ThrottlingError', 'ProvisionedThroughputExceeded']);

const mayPass = (error: unknown): boolean => {
  if (error instanceof TransactionCanceledException) {
    return (error.CancellationReasons ?? []).every(({ Code = 'None' }) => passingReasons.has(Code));
  }
  return error instanceof Error && passing.has(error.name);
};

/** Full jitter: anywhere up to a bound that doubles with each attempt. */
const pause = ({ sleep }: Table, attempt: number): Promise<void> =>
  sleep(Math.random() * Math.min(longestPauseMs, firstPauseMs * 2 ** attempt));

/** Makes a call again while it is throttled or meets a transaction, a bounded number of times; then throws what it threw. */
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
 * Repeats a batch call with what it left over until nothing is left.
 *
 * @throws {Error} when something is left after a bounded number of calls without any progress.
 */
export const untilNothingIsLeft = async <One>(
  table: Table,
  all: readonly One[],
  call: (some: readonly One[]) => Promise<readonly One[]>,
): Promise<void> => {
  let left = all;
  for (let attempt = 1; left.length > 0; attempt += 1) {
    const some = left;
    left = await withRetry(table, () => call(some));
    if (left.length === 0) return;
    if (left.length < some.length) attempt = 0;
    if (attempt === attempts) {
      throw new Error(
        `Cannot take a batch as done: current value is ${left.length} unprocessed after ${attempts} calls`,
      );
    }
    await pause(table, attempt);
  }
};
