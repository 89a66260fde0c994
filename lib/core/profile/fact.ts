import type { EventType, IncomingEvent } from '#events/incoming-event.ts';
import type { Calendar } from '../time/calendar.ts';
import type { PersonKey } from './person.ts';
import { parseInstant, type Instant } from '../time/instant.ts';

/** An accepted event with its arrival. */
export interface ArrivedEvent {
  readonly event: IncomingEvent;
  readonly arrivedAt: Instant;
}

/** An applied event that does not count, because another event names it. Nothing that it said is known. */
export interface UncountedEvent {
  readonly event?: undefined;
  /** Its own id: the customer, or the visitor. */
  readonly person: PersonKey;
  readonly eventId: string;
  readonly arrivedAt: Instant;
}

/** An applied event, whether it counts or not. */
export type AppliedEvent = ArrivedEvent | UncountedEvent;

/** The id of an applied event. */
export const eventIdOf = (applied: AppliedEvent): string =>
  applied.event === undefined ? applied.eventId : applied.event.detail.eventId;

/** What a catalogue says about how events are folded. */
export interface FoldTerms {
  /** Only amounts in it add up. */
  readonly currency: string;
  /** The local calendar by which days are told apart. */
  readonly calendar: Calendar;
  /** The topics of a text whose producer sent none; absent where the catalogue lists none. */
  readonly topicsOf?: ((text: string) => readonly string[]) | undefined;
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
