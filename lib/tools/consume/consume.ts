import { setTimeout as sleep } from 'node:timers/promises';
import { isRecord } from '#events/is-record.ts';
import { consumeChanges, type SegmentChangeConsumer } from './change-consumer.ts';
import { missingFromApi, type ApiMissingOptions } from './missing/api-missing.ts';
import type { ConsumerOptions } from './options.ts';

export { signWebhook, type WebhookHeaders, type WebhookMessage } from '#lib/ports/webhook/sign-webhook.ts';
export type { BusEntry, SegmentChangeConsumer } from './change-consumer.ts';
export { EntryRefused } from './entry-refused.ts';
export type { ApiMissingOptions } from './missing/api-missing.ts';
export type { ConsumerOptions } from './options.ts';
export type { PersonState } from './person-state.ts';
export type { ErasedDetail, RecordedChange, SegmentChange, SegmentMember } from './segment-change.ts';
export type { SqsAnswer, SqsEvent } from './sqs-event.ts';
export type { ConsumerState, Kept, Version } from './state/consumer-state.ts';
export type { StateTable } from './state/table-state.ts';

/**
 * A `missing` that asks the HTTP API of a deployment (`ApiIamUrl`) for a person's changes, signed by the credentials that the
 * program has: the role of the Lambda function. It must be one of the deployment's `principals`, as a `campaign` of every segment.
 * An API on this machine (`patron dev`) is asked without a signature.
 *
 * @throws {TypeError} for an address that is none, and where the region is not known.
 */
export const apiMissing = (options: ApiMissingOptions): NonNullable<ConsumerOptions['missing']> =>
  missingFromApi(options, {
    fetch: (url, init) => fetch(url, init),
    region: process.env['AWS_REGION'],
    now: () => new Date(),
    sleep,
    random: () => Math.random(),
  });

/** Asks the API whose address stands in the environment, where nothing else is told of what is missing. */
const withUsual = (options: ConsumerOptions): ConsumerOptions => {
  const url = process.env['PATRON_API_URL'];
  if (!isRecord(options) || options.missing !== undefined || options.segments !== undefined || !url) return options;
  return { ...options, missing: apiMissing({ url }) };
};

/**
 * A handler of changes of segments: for Lambda behind a queue of SQS, with partial batch failures, and for one entry.
 *
 * Told of all segments, it hands each person's changes over in the order of `sequence`: a change waits up to 30 seconds for those
 * before it, and then they are asked for by `missing`, which is `apiMissing` where `PATRON_API_URL` is set. Told of some (`segments`), it goes by the one rule: per person and segment
 * the highest sequence wins. A snapshot may come in between, in any order.
 *
 * @throws {TypeError} for an option that is unknown, missing or of another form.
 */
export const onSegmentChange = (options: ConsumerOptions): SegmentChangeConsumer =>
  consumeChanges(withUsual(options), {
    now: () => Date.now(),
    later: (ms, work) => {
      setTimeout(work, ms);
    },
    sleep,
    random: () => Math.random(),
    warn: (message) => process.emitWarning(message, 'PatronWarning'),
  });
