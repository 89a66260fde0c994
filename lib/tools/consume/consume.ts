import { setTimeout as sleep } from 'node:timers/promises';
import { consumeChanges, type SegmentChangeConsumer } from './change-consumer.ts';
import type { ConsumerOptions } from './options.ts';

export { signWebhook, type WebhookHeaders, type WebhookMessage } from '../webhook/sign-webhook.ts';
export type { BusEntry, SegmentChangeConsumer } from './change-consumer.ts';
export { EntryRefused } from './entry-refused.ts';
export type { ConsumerOptions } from './options.ts';
export type { PersonState } from './person-state.ts';
export type { ErasedDetail, RecordedChange, SegmentChange, SegmentMember } from './segment-change.ts';
export type { SqsAnswer, SqsEvent } from './sqs-event.ts';
export type { ConsumerState, Kept, Version } from './state/consumer-state.ts';
export type { StateTable } from './state/table-state.ts';

/**
 * A handler of changes of segments: for Lambda behind a queue of SQS, with partial batch failures, and for one entry.
 *
 * Told of all segments, it hands each person's changes over in the order of `sequence`: a change waits up to 30 seconds for those
 * before it, and then they are asked for by `missing`. Told of some (`segments`), it goes by the one rule: per person and segment
 * the highest sequence wins. A snapshot may come in between, in any order.
 *
 * @throws {TypeError} for an option that is unknown, missing or of another form.
 */
export const onSegmentChange = (options: ConsumerOptions): SegmentChangeConsumer =>
  consumeChanges(options, {
    now: () => Date.now(),
    later: (ms, work) => {
      setTimeout(work, ms);
    },
    sleep,
    random: () => Math.random(),
    warn: (message) => process.emitWarning(message, 'PatronWarning'),
  });
