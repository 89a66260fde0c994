import { personIdPattern } from '../person-id.ts';
import { textLike } from './text.ts';

/** One per fact, chosen by the producer. */
export const eventId = textLike(/^[A-Za-z0-9._:-]{1,64}$/, {
  name: 'EventId',
  rule: 'must be 1 to 64 characters of A-Z a-z 0-9 . _ : -',
});

/** A customer's or a visitor's id. */
export const personId = textLike(personIdPattern, {
  name: 'PersonId',
  rule: 'must be 1 to 64 characters of A-Z a-z 0-9 . _ : @ + -',
});

/** A segment's key. */
export const segmentKey = textLike(/^[a-z0-9-]{1,64}$/, {
  name: 'SegmentKey',
  rule: 'must be 1 to 64 characters of a-z 0-9 -',
});
