import { refuse, type Fault, type Refusal } from '#events/accept-entry.ts';
import { isRecord } from '#events/is-record.ts';
import { formatInstant, parseInstant, type Instant } from '#lib/core/time/instant.ts';
import type { Arrival } from './arrival.ts';

const farthestFutureMs = 5 * 60_000;

/** 350 KiB of JSON in UTF-8: beyond it an event or a profile would not fit its item beside keys and timer. */
const largestJson = 350 * 1024;

const bytesOf = (json: string): number => Buffer.byteLength(json);

/** Whether a JSON text has more than 350 KiB; a UTF-16 unit is never more than three bytes, so most texts need no counting. */
const isTooLarge = (json: string): boolean => json.length * 3 > largestJson && bytesOf(json) > largestJson;

/** A unit of text is at most the six bytes of `\u0000`, a number the 24 of `-1.2345678901234567e-308`. */
const mostBytesOf = (value: unknown): number => {
  if (typeof value === 'number') return 24;
  if (typeof value === 'string') return value.length * 6 + 2;
  return typeof value === 'object' && value !== null ? mostBytesWithin(value) : 5;
};

/**
 * An upper bound of the JSON. Adding it up is far cheaper than writing the JSON, and shows that all but very large values
 * are not too large. It uses plain loops, since iterators and lists of keys are much slower here (docs/decisions/0005).
 */
const mostBytesWithin = (value: object): number =>
  Array.isArray(value) ? mostBytesInList(value) : mostBytesInObject(value);

const mostBytesInList = (list: readonly unknown[]): number => {
  let bytes = 2 + list.length;
  for (let index = 0; index < list.length; index += 1) bytes += mostBytesOf(list[index]);
  return bytes;
};

const mostBytesInObject = (object: object): number => {
  let bytes = 2;
  for (const key in object) bytes += key.length * 6 + 4 + mostBytesOf(object[key as keyof typeof object]);
  return bytes;
};

/** The refusal of a message that is not JSON. */
export const unreadableRefusal = (text: string): Refusal =>
  refuse('invalid', 'an entry', { field: 'entry', rule: 'must be JSON', value: text });

/** The refusal of an event of a person who was erased. */
export const erasedRefusal = ({ event }: Arrival, erasedAt: Instant): Refusal => {
  const field = event.detail.customerId === undefined ? 'anonymousId' : 'customerId';
  const rule = `must be of a person who was not erased (this one was at ${formatInstant(erasedAt)})`;
  return refuse('erased', event.type, { field, rule, value: event.detail[field] });
};

/** The refusal of an event whose id is known with another body. */
export const conflictRefusal = ({ event }: Arrival): Refusal => {
  const rule = 'must be new, since it is known with another body';
  return refuse('conflict', event.type, { field: 'eventId', rule, value: event.detail.eventId });
};

/** Undefined unless the event says that it happened more than five minutes after its own arrival. */
export const futureRefusal = ({ event, arrivedAt }: Pick<Arrival, 'event' | 'arrivedAt'>): Refusal | undefined => {
  const { occurredAt } = event.detail;
  if (parseInstant(occurredAt) - arrivedAt <= farthestFutureMs) return undefined;
  const rule = `must be at most 5 minutes after the arrival (${formatInstant(arrivedAt)})`;
  return refuse('future', event.type, { field: 'occurredAt', rule, value: occurredAt });
};

const tooLarge = (field: 'detail' | 'profile', bytes: number): Fault => ({
  field,
  rule: `must fit into ${largestJson} bytes of JSON`,
  value: bytes,
});

const sourceBytes = (entry: unknown): number =>
  isRecord(entry) && entry['source'] !== undefined ? bytesOf(`"source":${JSON.stringify(entry['source'])},`) : 0;

/** Undefined where the event as it came, only `detail-type` and `detail`, fits. */
export const largeEventRefusal = ({
  event,
  entry,
  body,
}: Pick<Arrival, 'event' | 'entry' | 'body'>): Refusal | undefined => {
  if (!isTooLarge(body)) return undefined;
  const bytes = bytesOf(body) - sourceBytes(entry);
  return bytes > largestJson ? refuse('too-large', event.type, tooLarge('detail', bytes)) : undefined;
};

/** A correction folds the ledger again: beyond so many applied events it would hold up too much. */
const mostToCorrect = 20_000;

/** Undefined where a correction may fold this many applied events again. */
export const longPastRefusal = ({ event }: Pick<Arrival, 'event'>, applied: number): Refusal | undefined => {
  if (applied <= mostToCorrect) return undefined;
  const rule = `must have at most ${mostToCorrect} applied events for one of them to be put right`;
  return refuse('too-large', event.type, { field: 'profile', rule, value: applied });
};

/** Undefined where the profile that an event would make fits. */
export const largeProfileRefusal = ({ event }: Arrival, state: object): Refusal | undefined => {
  if (mostBytesWithin(state) <= largestJson) return undefined;
  const json = JSON.stringify(state);
  return isTooLarge(json) ? refuse('too-large', event.type, tooLarge('profile', bytesOf(json))) : undefined;
};
