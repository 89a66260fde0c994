import type { Instant } from './instant.ts';

/** When an event happened, and its id. */
export interface Occurrence {
  /** The event's time. */
  readonly t: Instant;
  readonly eventId: string;
}

/**
 * Compares two events by their time: below 0 where the first is older. Of two equal times the event with the larger
 * `eventId` is the newer, by UTF-16 code unit; 0 for the same event.
 */
export const compareOccurrences = (one: Occurrence, other: Occurrence): number => {
  if (one.t !== other.t) return one.t - other.t;
  if (one.eventId === other.eventId) return 0;
  return one.eventId < other.eventId ? -1 : 1;
};
