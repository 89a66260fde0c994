import type { IncomingEvent } from '#events/incoming-event.ts';
import type { Instant } from '../../time/instant.ts';

/** An event that counts, as it is known of one person. */
export interface KnownEvent {
  readonly event: IncomingEvent;
  readonly arrivedAt: Instant;
  /** When it became this person's: the link, for what a visitor did who is a customer now; -Infinity for a person's own. */
  readonly since: Instant;
}

/** The instant from which an event is known of the person. */
export const knownAt = ({ arrivedAt, since }: KnownEvent): Instant => Math.max(arrivedAt, since);
