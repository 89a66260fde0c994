import type { SQSBatchResponse, SQSRecord } from 'aws-lambda';
import { formatInstant, type Instant } from '#lib/core/time/instant.ts';
import type { RetryDeps } from '#lib/ports/backoff.ts';
import type { IntakeQueue, OutgoingMessage } from '#lib/ports/queue/intake-queue.ts';
import type { ReceivedMessages } from '#lib/ports/queue/received-messages.ts';
import { sendOne } from '#lib/ports/queue/send-messages.ts';
import { isSpent, pauseAfter, type Tries } from '#lib/use-cases/intake/redelivery.ts';
import { failureForLog } from './failure-log.ts';
import type { ReceivedText } from './received-text.ts';
import type { Telemetry } from './telemetry.ts';

/** What a function needs to hand messages back and to give them up. */
export interface HandBackDeps extends Telemetry, RetryDeps {
  /** The wall clock. */
  readonly now: () => Instant;
  readonly received: ReceivedMessages;
  readonly deadLetters: IntakeQueue;
}

/** A record, and why it could not be taken whole. */
export interface FailedRecord {
  readonly record: SQSRecord;
  readonly failure: unknown;
}

/** A message, and why it could not be taken. */
export interface FailedText extends FailedRecord {
  readonly text: ReceivedText;
}

/** How often a message was received so far, and since when. */
export const triesOf = ({ attributes }: SQSRecord): Tries => ({
  receives: Number(attributes.ApproximateReceiveCount),
  since: Number(attributes.ApproximateFirstReceiveTimestamp),
});

/** The message as it came, with what became of it in words that quote nothing. */
const deadLetterOf = ({ record, text, failure }: FailedText): OutgoingMessage => ({
  body: text.body,
  group: record.attributes.MessageGroupId ?? text.id,
  deduplicationId: text.id,
  notes: {
    failure: failureForLog(failure).name,
    receives: record.attributes.ApproximateReceiveCount,
    arrivedAt: formatInstant(text.arrivedAt),
    messageId: text.id,
  },
});

/**
 * Puts a message that is not to be tried again into the dead letters.
 *
 * @returns false where it is to be tried again.
 * @throws {NotQueuedError} when the dead letters do not take it; it must be handed back then.
 */
export const giveUp = async (deps: HandBackDeps, failed: FailedText): Promise<boolean> => {
  const { record, text, failure } = failed;
  if (!isSpent(failure, triesOf(record), deps.now())) return false;
  await sendOne({ ...deps, queue: deps.deadLetters }, deadLetterOf(failed));
  deps.logger.error('A message is given up', { messageId: text.id, failure: failureForLog(failure) });
  return true;
};

/**
 * Hands messages of one batch back to their queue, each to come again after a pause that grows with its tries. If the queue
 * does not take the pause, the message comes again after the queue's own.
 */
export const handBack = async (
  deps: Omit<HandBackDeps, 'deadLetters'>,
  failed: readonly FailedRecord[],
): Promise<SQSBatchResponse> => {
  for (const { record, failure } of failed) {
    deps.logger.error('A message is handed back', { messageId: record.messageId, failure: failureForLog(failure) });
  }
  await pause(deps, failed);
  return { batchItemFailures: failed.map(({ record }) => ({ itemIdentifier: record.messageId })) };
};

/** All are of one queue: an event source has a queue of its own. */
const pause = async (deps: Omit<HandBackDeps, 'deadLetters'>, failed: readonly FailedRecord[]): Promise<void> => {
  const [first] = failed;
  if (first === undefined) return;
  const hidden = failed.map(({ record }) => ({ receipt: record.receiptHandle, seconds: pauseAfter(triesOf(record)) }));
  try {
    const left = await deps.received.hide(first.record.eventSourceARN, hidden);
    if (left.length > 0)
      warn(
        deps,
        left.map(({ code }) => code),
      );
  } catch (error) {
    warn(deps, [failureForLog(error).name]);
  }
};

const warn = ({ logger }: Pick<HandBackDeps, 'logger'>, codes: readonly string[]): void =>
  logger.warn('Messages come again only after the pause of their queue', { codes });
