import type * as z from 'zod/mini';
import type { EventType, incomingEvents } from '#events/incoming-event.ts';

/** The fields of an event as they are given to an emitter: `eventId` may be left out, and is a UUID then. */
export type EventInput<Type extends EventType> = {
  [OneType in Type]: Omit<z.input<(typeof incomingEvents)[OneType]['schema']>, 'eventId'> & {
    readonly eventId?: string;
  };
}[Type];
