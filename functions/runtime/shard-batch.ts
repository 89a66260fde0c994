import type { KinesisStreamBatchResponse, KinesisStreamEvent, KinesisStreamRecord } from 'aws-lambda';
import { formatInstant } from '#lib/core/time/instant.ts';
import type { IntakeQueue, OutgoingMessage } from '#lib/ports/queue/intake-queue.ts';
import { sendOne } from '#lib/ports/queue/send-messages.ts';
import type { DiversionDeps } from '#lib/use-cases/intake/diversion.ts';
import type { HotLimits } from '#lib/use-cases/intake/hot-limits.ts';
import { receiveShard } from '#lib/use-cases/intake/receive-shard.ts';
import type { ShardText } from '#lib/use-cases/intake/shard-text.ts';
import type { UpdateDeps } from '#lib/use-cases/update/update-customer.ts';
import { addOutcomes } from '../metrics/outcome-metrics.ts';
import { failureForLog } from './failure-log.ts';
import type { Telemetry } from './telemetry.ts';

/** What takes batches of the intake stream. */
export interface ShardBatchDeps extends UpdateDeps, DiversionDeps, Telemetry {
  readonly store: UpdateDeps['store'];
  readonly deadLetters: IntakeQueue;
  /** `usualHotLimits` by default. */
  readonly hot?: HotLimits | undefined;
}

/** Far more than people say in one batch, and a wait that is many times the window in which a batch is gathered. */
const usualHotLimits: HotLimits = { messages: 100, waitMs: 60_000 };

/** How long a batch waits before it is handed back, in milliseconds: far less than the function has, with what folding took. */
const pause = { least: 1_000, spread: 2_000 };

/**
 * Folds a batch of a shard into profiles, and goes on behind it. Only what fails for most people, or cannot be sent on into
 * the slow queue, is handed back, with all that follows: what of that was done is known when it comes again.
 */
export const takeShardBatch = async (
  deps: ShardBatchDeps,
  { Records }: KinesisStreamEvent,
): Promise<KinesisStreamBatchResponse> => {
  const texts = Records.map(textOf);
  const bury = (text: ShardText, failure: unknown) => putToDeadLetters(deps, text, failure);
  const { results, counts } = await receiveShard({ ...deps, hot: deps.hot ?? usualHotLimits, bury }, texts);
  addOutcomes(deps.metrics, counts);
  const at = results.findIndex(({ kind }) => kind === 'failed');
  const [first, result] = [Records[at], results[at]];
  if (first === undefined || result?.kind !== 'failed') return { batchItemFailures: [] };
  const { sequenceNumber } = first.kinesis;
  const failed = results.filter(({ kind }) => kind === 'failed').length;
  // Lambda brings it again at once, however long the reason lasts.
  await deps.sleep(pause.least + deps.random() * pause.spread);
  deps.logger.error('A batch of the stream is handed back from its first failure on', {
    eventId: first.eventID,
    failed,
    failure: failureForLog(result.failure),
  });
  return { batchItemFailures: [{ itemIdentifier: sequenceNumber }] };
};

/** The record's id names its shard and its place in it. Its arrival is the stream's own, in seconds, which no producer can set. */
const textOf = ({ eventID, kinesis }: KinesisStreamRecord): ShardText => ({
  id: eventID,
  arrivedAt: Math.round(kinesis.approximateArrivalTimestamp * 1000),
  body: Buffer.from(kinesis.data, 'base64').toString(),
  group: kinesis.partitionKey,
});

const putToDeadLetters = async (deps: ShardBatchDeps, text: ShardText, failure: unknown): Promise<void> => {
  await sendOne({ ...deps, queue: deps.deadLetters }, deadLetterOf(text, failure));
  deps.logger.error('A record is given up', { eventId: text.id, failure: failureForLog(failure) });
};

/** A partition key may be longer than what SQS takes as a group, and have other letters. */
const groupForm = /^[!-~]{1,128}$/;

const deadLetterOf = ({ id, body, group, arrivedAt }: ShardText, failure: unknown): OutgoingMessage => ({
  body,
  group: groupForm.test(group) ? group : id,
  deduplicationId: id,
  notes: { failure: failureForLog(failure).name, arrivedAt: formatInstant(arrivedAt), messageId: id },
});
