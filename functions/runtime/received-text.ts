import type { SQSRecord } from 'aws-lambda';
import type { PersonKey } from '#lib/core/profile/person.ts';
import { readDiverted, type QueuedText } from '#lib/ports/queue/diverted-messages.ts';
import { envelopeOf } from './message-envelope.ts';

/** A message with the record that brought it, alone or among others. */
export interface ReceivedText extends QueuedText {
  readonly record: SQSRecord;
  /** The person of a diverted message. */
  readonly person?: PersonKey;
}

/** The messages that a record brings: itself, or those that were diverted in it. */
export const textsIn = (record: SQSRecord): readonly ReceivedText[] => {
  const diverted = readDiverted(record.body);
  if (diverted === undefined) return [{ ...envelopeOf(record), body: record.body, record }];
  const { person, messages } = diverted;
  return messages.map((message) => ({ ...message, person, record }));
};
