import type { EventType } from '#events/incoming-event.ts';

/** An event that the bus will not take, however often it is sent. */
export interface NotTakenEvent {
  readonly type: EventType;
  /** With its `eventId`. */
  readonly detail: unknown;
  /** The code of EventBridge, such as `ResourceNotFoundException` or `AccessDeniedException`. */
  readonly code: string;
}

/** Events that were emitted, and that the bus has refused for good. They are handed back in it, once. */
export class EventsNotTaken extends Error {
  override readonly name = 'EventsNotTaken';
  readonly events: readonly NotTakenEvent[];

  constructor(busName: string, events: readonly NotTakenEvent[]) {
    const codes = [...new Set(events.map(({ code }) => code))].join(', ');
    super(`Cannot put ${events.length} events on the bus as ${busName}: current value is ${codes}`);
    this.events = events;
  }
}
