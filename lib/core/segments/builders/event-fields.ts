import type { DetailOf, PerformedType } from '#events/incoming-event.ts';

type Nested<Key extends string, Source> =
  EntryOf<Source> extends infer Entry
    ? Entry extends readonly [infer Path extends string, infer Value]
      ? readonly [`${Key}.${Path}`, Value]
      : never
    : never;

/** The entries below a key: the fields of an object, or of the objects in a list. */
export type EntryBelow<Key extends string, Value> = Value extends readonly (infer Element)[]
  ? Element extends object
    ? Nested<Key, Element>
    : never
  : Value extends object
    ? Nested<Key, Value>
    : never;

/** Every dotted path into an object with the value there. */
type EntryOf<Source> = {
  [Key in keyof Source & string]-?:
    readonly [Key, Exclude<Source[Key], undefined>] | EntryBelow<Key, Exclude<Source[Key], undefined>>;
}[keyof Source & string];

/** A union of paths with values as an object type. */
export type ByPath<Entry extends readonly [string, unknown]> = { readonly [Pair in Entry as Pair[0]]: Pair[1] };

/** The fields of an event's `detail`, by dotted path. */
export type EventFields<Type extends PerformedType> = ByPath<EntryOf<DetailOf<Type>>>;

/** The fields that every event has of its event time in the catalogue's zone. */
export interface LocalFields {
  readonly 'local.date': string;
  readonly 'local.month': string;
  readonly 'local.weekday': 'monday' | 'tuesday' | 'wednesday' | 'thursday' | 'friday' | 'saturday' | 'sunday';
  readonly 'local.hour': number;
}

/** The list whose elements can be counted, for events that have one. */
export type ListOf<Type extends PerformedType> = 'items' extends keyof DetailOf<Type> ? 'items' : never;

type ElementOf<Type extends PerformedType> = 'items' extends keyof DetailOf<Type>
  ? Exclude<DetailOf<Type>['items'], undefined> extends readonly (infer Element)[]
    ? Element
    : object
  : object;

/** The fields of a list's element and, behind them, of its event. */
export type ElementFields<Type extends PerformedType> = ByPath<EntryOf<ElementOf<Type>>> & EventFields<Type>;

/** The paths at which a number may stand. */
export type NumericPath<Fields> = {
  [Path in keyof Fields]: number extends Fields[Path] ? Path : never;
}[keyof Fields] &
  string;
