import {
  ConditionalCheckFailedException,
  DynamoDBServiceException,
  TransactionCanceledException,
} from '@aws-sdk/client-dynamodb';
import { describe, expect, test } from 'vitest';
import { customerKey } from '#lib/core/profile/person.ts';
import { NotQueuedError } from '#lib/ports/queue/intake-queue.ts';
import { isSpent, longestTrialMs, mostTries, pauseAfter } from '#lib/use-cases/intake/redelivery.ts';
import { ContentionError } from '#lib/use-cases/update/retry-on-conflict.ts';
import { noon } from './given.ts';

const service = (name: string) =>
  new DynamoDBServiceException({ name, $fault: 'client', $metadata: {}, message: 'no' });

const cancelledBy = (...codes: string[]) =>
  new TransactionCanceledException({
    $metadata: {},
    message: 'no',
    CancellationReasons: codes.map((Code) => ({ Code })),
  });

const passing: readonly (readonly [string, Error])[] = [
  ['throttling', service('ThrottlingException')],
  ['a missing right', service('AccessDeniedException')],
  ['a failed condition that nobody expected', new ConditionalCheckFailedException({ $metadata: {}, message: 'no' })],
  ['a transaction that is throttled', cancelledBy('None', 'ThrottlingError')],
  ['other writers', new ContentionError(customerKey('ada'))],
  ['a queue that is throttled', new NotQueuedError('RequestThrottled')],
  ['a connection that is lost', Object.assign(new Error('socket hang up'), { code: 'ECONNRESET' })],
  ['a name that cannot be resolved', Object.assign(new Error('getaddrinfo'), { code: 'EAI_AGAIN' })],
  ['a call without an answer', Object.assign(new Error('no answer'), { name: 'TimeoutError' })],
];

const lasting: readonly (readonly [string, unknown])[] = [
  ['a bug', new TypeError('Cannot read properties of undefined')],
  ['an argument that Node.js refuses', Object.assign(new TypeError('no'), { code: 'ERR_INVALID_ARG_TYPE' })],
  ['an item that DynamoDB refuses', service('ValidationException')],
  ['a row of a transaction that DynamoDB refuses', cancelledBy('None', 'ValidationError')],
  ['a text that SQS refuses', new NotQueuedError('InvalidMessageContents')],
  ['something that is no error', 'down'],
];

describe('pauseAfter()', () => {
  test('grows from 2 seconds to 5 minutes', () => {
    expect([1, 2, 3, 4, 5, 6, 250].map((receives) => pauseAfter({ receives }))).toEqual([2, 8, 30, 120, 300, 300, 300]);
  });
});

describe('isSpent()', () => {
  test.each(passing)('bounds %s by age, however often it came', (_, failure) => {
    const after = (age: number, receives: number) => isSpent(failure, { receives, since: noon }, noon + age);
    expect(after(longestTrialMs - 1, 249)).toBe(false);
    expect(after(longestTrialMs, 2)).toBe(true);
  });

  test.each(lasting)('bounds %s by the number of tries, however young it is', (_, failure) => {
    const after = (receives: number) => isSpent(failure, { receives, since: noon }, noon);
    expect(after(mostTries - 1)).toBe(false);
    expect(after(mostTries)).toBe(true);
  });
});
