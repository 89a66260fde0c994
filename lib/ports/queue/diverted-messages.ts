import { isRecord } from '#events/is-record.ts';
import { isPersonKey, type PersonKey } from '#lib/core/profile/person.ts';
import type { Envelope } from './queue-message.ts';

/** A message as the intake queue brought it. */
export interface QueuedText extends Envelope {
  readonly body: string;
}

/**
 * Messages of one person in one message of the slow queue, so that they come whole and in order or not at all: of a batch
 * that is sent one by one, SQS may refuse the first and take the rest.
 */
export interface DivertedMessages {
  readonly person: PersonKey;
  readonly messages: readonly QueuedText[];
}

/** Each as id, arrival and body. */
interface DivertedBody {
  readonly diverted: readonly (readonly [string, number, string])[];
  readonly of: PersonKey;
}

/** The JSON of diverted messages. */
export const divertedText = ({ person, messages }: DivertedMessages): string =>
  JSON.stringify({
    diverted: messages.map(({ id, arrivedAt, body }) => [id, arrivedAt, body] as const),
    of: person,
  } satisfies DivertedBody);

const start = '{"diverted":';

/** Reads diverted messages; undefined for the text of any other message, which costs no parsing. */
export const readDiverted = (text: string): DivertedMessages | undefined => {
  if (!text.startsWith(start)) return undefined;
  const body: unknown = JSON.parse(text);
  if (!isRecord(body) || !isPersonKey(body['of'])) return undefined;
  const { diverted, of: person } = body as unknown as DivertedBody;
  return { person, messages: diverted.map(([id, arrivedAt, inner]) => ({ id, arrivedAt, body: inner })) };
};
