import { personIdPattern } from '../person-id.ts';
import { textLike } from './text.ts';

const eventIdPattern = /^[A-Za-z0-9._:-]{1,64}$/;

/** One per fact, chosen by the producer. */
export const eventId = textLike(eventIdPattern, 'must be 1 to 64 characters of A-Z a-z 0-9 . _ : -');

/** A customer's or a visitor's id. */
export const personId = textLike(personIdPattern, 'must be 1 to 64 characters of A-Z a-z 0-9 . _ : @ + -');

/** A segment's key. */
export const segmentKey = textLike(/^[a-z0-9-]{1,64}$/, 'must be 1 to 64 characters of a-z 0-9 -');
