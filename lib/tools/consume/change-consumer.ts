import { isRecord } from '#events/is-record.ts';
import { consumeBatch } from './consume-batch.ts';
import { EntryConsumer, type EntryDeps } from './consume-entry.ts';
import { Consumer, type ConsumerDeps } from './consumer.ts';
import { checkOptions, type ConsumerOptions } from './options.ts';
import type { Arrival } from './read-entry.ts';
import type { SqsAnswer, SqsEvent } from './sqs-event.ts';
import { openState } from './state/open-state.ts';

/** An entry of the bus, as a rule delivers it. */
export interface BusEntry {
  readonly source: string;
  readonly 'detail-type': string;
  readonly detail: unknown;
}

/** A handler for Lambda behind a queue, and a function of one entry. */
export interface SegmentChangeConsumer {
  (event: SqsEvent): Promise<SqsAnswer>;
  (entry: BusEntry): Promise<void>;
}

/** What the kit takes from outside. */
export type Surroundings = ConsumerDeps & Pick<EntryDeps, 'later' | 'warn'>;

const isSqsEvent = (event: SqsEvent | BusEntry): event is SqsEvent =>
  isRecord(event) && 'Records' in event && Array.isArray(event['Records']);

/** Makes a consumer of changes with time and chance of the caller's. Throws as `checkOptions` and `openState` do. */
export const consumeChanges = (options: ConsumerOptions, surroundings: Surroundings): SegmentChangeConsumer => {
  checkOptions(options);
  const { state, segments } = options;
  const consumer = new Consumer(options, openState(state), surroundings);
  const isWanted = (arrival: Arrival) =>
    segments === undefined || 'erased' in arrival || segments.includes(arrival.change.segment.key);
  const deps = { ...surroundings, consumer, isWanted };
  const entries = new EntryConsumer(deps);
  const consume = (event: SqsEvent | BusEntry): Promise<SqsAnswer | void> =>
    isSqsEvent(event) ? consumeBatch(event, deps) : entries.take(event);
  return consume as SegmentChangeConsumer;
};
