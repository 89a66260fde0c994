import type * as z from 'zod/mini';
import type { EventType, incomingEvents } from '#events/incoming-event.ts';

type Unnamed<Type extends EventType> = Omit<z.input<(typeof incomingEvents)[Type]['schema']>, 'eventId'>;

/** Exactly one of two fields. */
type EitherOf<Fields, One extends keyof Fields, Other extends keyof Fields> = Omit<Fields, One | Other> &
  (
    | ({ readonly [Name in One]-?: NonNullable<Fields[Name]> } & { readonly [Name in Other]?: never })
    | ({ readonly [Name in Other]-?: NonNullable<Fields[Name]> } & { readonly [Name in One]?: never })
  );

/** At least one of two fields. */
type SomeOf<Fields, One extends keyof Fields, Other extends keyof Fields> = Fields &
  ({ readonly [Name in One]-?: NonNullable<Fields[Name]> } | { readonly [Name in Other]-?: NonNullable<Fields[Name]> });

/** What an event says. A withdrawal names what it takes back in one way, and a description gives or forgets traits. */
interface Said extends Omit<{ [Type in EventType]: Unnamed<Type> }, 'EventWithdrawn' | 'CustomerDescribed'> {
  EventWithdrawn: EitherOf<Unnamed<'EventWithdrawn'>, 'replaces', 'revision'>;
  CustomerDescribed: SomeOf<Unnamed<'CustomerDescribed'>, 'traits', 'forget'>;
}

/** The fields of an event as they are given to an emitter: `eventId` may be left out, and is a UUID then. */
export type EventInput<Type extends EventType> = {
  [OneType in Type]: Said[OneType] & { readonly eventId?: string };
}[Type];
