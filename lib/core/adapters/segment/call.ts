import { formatInstant, type Instant } from '../../time/instant.ts';
import type { Told } from '../adapter.ts';
import { digestOf, factId } from '../fact-id.ts';
import type { Payload } from '../payload.ts';
import { idIn, personOf, visitorIn, type Person } from '../person.ts';
import { Unusable } from '../unusable.ts';

/** One call of the Segment specification: what happened, to whom, when. */
export interface Call {
  readonly payload: Payload;
  readonly person: Person;
  readonly at: Instant;
  /** Names the call: it is delivered again under the same. */
  readonly messageId: string;
}

const times = ['timestamp', 'originalTimestamp', 'receivedAt', 'sentAt'] as const;

/** When it happened, by Segment's reckoning of the sender's clock where there is one. */
const timeOf = (payload: Payload): Instant => {
  for (const name of times) {
    const at = payload.instant(name);
    if (at !== undefined) return at;
  }
  throw new Unusable(`Cannot use the payload without one of ${times.join(', ')}`);
};

/** A sender without message ids sends the same call with the same content again. */
const contentId = (payload: Payload): string => {
  try {
    return digestOf(payload.names.toSorted().map((name) => [name, payload.raw(name)]));
  } catch (error) {
    if (error instanceof RangeError) throw new Unusable('nested too deep');
    throw error;
  }
};

const messageIdOf = (payload: Payload): string => payload.text('messageId') ?? contentId(payload);

/** Reads what all calls have. @throws {Unusable} for a call of nobody, or without a time. */
export const readCall = (payload: Payload): Call => {
  const customerId = idIn(payload, 'userId');
  return {
    payload,
    person: personOf({ customerId, anonymousId: visitorIn(payload, 'anonymousId') }),
    at: timeOf(payload),
    messageId: messageIdOf(payload),
  };
};

/** An event of a call, which the call's own id names. */
export const toldOf = ({ person, at, messageId }: Call, type: string, fields: object): Told => ({
  type,
  detail: { eventId: factId('segment', messageId), ...person, occurredAt: formatInstant(at), ...fields },
});
