import type { PerformedType } from '#events/incoming-event.ts';
import type { ElementFields, EventFields, ListOf, LocalFields } from './event-fields.ts';
import type { AtLeastOne, OperatorsFor } from './operators-for.ts';

/** Conditions on the elements of a list: on some, on none, or on every one. */
type ElementsOf<Type extends PerformedType> =
  | { readonly some: WhereOver<Type, true> }
  | { readonly none: WhereOver<Type, true> }
  | { readonly every: WhereOver<Type, true> };

type FieldsOver<Type extends PerformedType, InElement extends boolean> = (InElement extends true
  ? ElementFields<Type>
  : EventFields<Type>) &
  LocalFields;

/** When an event happened is said by windows. */
type Tested<Fields> = Exclude<keyof Fields, 'occurredAt'>;

type FieldTests<Type extends PerformedType, InElement extends boolean> = {
  readonly [Path in Tested<FieldsOver<Type, InElement>>]?:
    | AtLeastOne<OperatorsFor<FieldsOver<Type, InElement>[Path]>>
    | (Path extends ListOf<Type> ? ElementsOf<Type> : never);
};

/** Tests of fields, by dotted path, of which all must hold; in an element its own fields come first. */
type WhereOver<Type extends PerformedType, InElement extends boolean> = FieldTests<Type, InElement> & {
  readonly all?: readonly WhereOver<Type, InElement>[];
  readonly any?: readonly WhereOver<Type, InElement>[];
  readonly not?: WhereOver<Type, InElement>;
};

/** The tests after some steps: those of elements after `each`. */
export type WhereAfter<Type extends PerformedType, Done> = WhereOver<Type, 'each' extends Done ? true : false>;
