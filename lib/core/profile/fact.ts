import type { EventType, IncomingEvent } from '#events/incoming-event.ts';
import { parseInstant, type Instant } from '../time/instant.ts';

/** An accepted event with its arrival. */
export interface ArrivedEvent {
  readonly event: IncomingEvent;
  readonly arrivedAt: Instant;
}

/** An event as it is folded, of any type by default. */
export interface Fact<Type extends EventType = EventType> {
  readonly event: IncomingEvent<Type>;
  /** The event's time: when it occurred, or when it arrived where that is earlier. */
  readonly t: Instant;
  /** The customer's clock once the event is decided. */
  readonly clock: Instant;
}

export const factOf = ({ event, arrivedAt }: ArrivedEvent, clock: Instant): Fact => ({
  event,
  t: Math.min(parseInstant(event.detail.occurredAt), arrivedAt),
  clock,
});
