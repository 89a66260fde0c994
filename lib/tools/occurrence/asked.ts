import { askedFields } from '#lib/core/segments/language/asked-fields.ts';
import type {
  ComputedTraitDefinition,
  EventCondition,
  LeafCondition,
  Measured,
  TraitCondition,
  Value,
} from '#lib/core/segments/language/condition.ts';
import type { CatalogueSource, Selection } from '#lib/core/segments/language/language.ts';
import { isLocalField } from '#lib/core/segments/language/local-fields.ts';
import type { Operators, TraitOperators } from '#lib/core/segments/language/operators.ts';
import { isTimesDays, type Scalar } from '#lib/core/segments/language/operator.ts';
import { bucketPath, computedPath } from '#lib/core/segments/language/own-paths.ts';
import { parseComputedTraits } from '#lib/core/segments/language/parse-condition.ts';
import { isPredictedPath } from '#lib/core/segments/language/predicted-traits.ts';
import { parseSegment } from '#lib/core/segments/language/parse-segment.ts';
import { topicTraits } from '#lib/core/segments/language/topic-traits.ts';

/** A trait or a field that a condition asks about, and the values that it looks for. */
export interface Asked {
  /** The place in the catalogue, such as `segments.0.when.where.discount`. */
  readonly place: string;
  /** The trait's or the field's path. */
  readonly name: string;
  /** The operands of `eq` and `in`. */
  readonly values: readonly Scalar[];
  /** Whether the values are compared without letter case and accents. */
  readonly isFolded: boolean;
  /** The events that have the field; absent for a trait. */
  readonly events?: Pick<Selection, 'performed' | 'each'>;
}

const valuesIn = ({ eq, in: anyOf = [] }: TraitOperators | Operators): readonly Scalar[] =>
  eq === undefined ? anyOf : [eq, ...anyOf];

/** Whether only what is there can be asked about: what must be absent may well be. */
const asksForPresence = ({ exists }: TraitOperators | Operators): boolean => exists !== false;

type Comparing = Pick<Asked, 'values' | 'isFolded'>;

const comparing = (is: TraitOperators | Operators): Comparing => ({ values: valuesIn(is), isFolded: is.fold === true });

/** Asks for nothing but that there be a value. */
const presence: Comparing = { values: [], isFolded: false };

/**
 * A trait that people have or not: what is computed is asked about where its events are, a prediction is there for everyone who
 * has ordered, and a draw for everyone.
 */
const traitAsked = (place: string, name: string, compared: Comparing = presence): readonly Asked[] =>
  computedPath.test(name) || bucketPath.test(name) || isPredictedPath(name) ? [] : [{ place, name, ...compared }];

const fieldAsked = (place: string, name: string, events: Selection): readonly Asked[] =>
  isLocalField(name) ? [] : [{ place, name, ...presence, events }];

const whereAsked = (place: string, events: Selection): readonly Asked[] =>
  askedFields(events)
    .filter(({ field, is }) => asksForPresence(is) && !isLocalField(field))
    .map(({ path, field, is, selected }) => ({
      place: `${place}.${path}`,
      name: field,
      ...comparing(is),
      events: selected,
    }));

const measuredAsked = (place: string, { events, aggregate }: Omit<Measured, 'form'>): readonly Asked[] => {
  const where = whereAsked(place, events);
  if (aggregate === undefined) return where;
  const fields =
    aggregate.name === 'latest'
      ? aggregate.fields.flatMap((field, index) => fieldAsked(`${place}.latest.${index}`, field, events))
      : fieldAsked(`${place}.${aggregate.name}`, aggregate.field, events);
  return [...where, ...fields];
};

const eventAsked = (place: string, condition: EventCondition): readonly Asked[] => {
  if (condition.form === 'count') return whereAsked(place, condition.events);
  if (condition.form === 'aggregate') return measuredAsked(place, condition);
  const { form, first, second, same } = condition;
  return [
    ...whereAsked(place, first),
    ...whereAsked(`${place}.${form}`, second),
    ...(same ? [...fieldAsked(`${place}.same`, same[0], first), ...fieldAsked(`${place}.same`, same[1], second)] : []),
  ];
};

const valueAsked = (place: string, value: Value): readonly Asked[] => {
  switch (value.form) {
    case 'number':
      return [];
    case 'trait':
      return traitAsked(`${place}.trait`, value.trait);
    case 'measured':
      return measuredAsked(place, value);
    case 'plus':
    case 'minus':
    case 'times':
    case 'dividedBy':
      return value.parts.flatMap((part, index) => valueAsked(`${place}.${value.form}.${index}`, part));
    default:
      return value satisfies never;
  }
};

const lengthsAsked = (place: string, { olderThan, newerThan }: TraitOperators): readonly Asked[] =>
  Object.entries({ olderThan, newerThan }).flatMap(([name, length]) =>
    isTimesDays(length) ? traitAsked(`${place}.is.${name}.days`, length.days) : [],
  );

const conditionAsked = (place: string, { trait, is }: TraitCondition): readonly Asked[] => [
  ...(asksForPresence(is) ? traitAsked(`${place}.trait`, trait, comparing(is)) : []),
  ...lengthsAsked(place, is),
];

const leafAsked = (place: string, condition: LeafCondition): readonly Asked[] => {
  if (condition.form === 'segment') return [];
  if (condition.form === 'trait') return conditionAsked(place, condition);
  return condition.form === 'value' ? valueAsked(`${place}.value`, condition.value) : eventAsked(place, condition);
};

const definitionAsked = (path: string, definition: ComputedTraitDefinition): readonly Asked[] => {
  const place = `traits.${path.slice(path.indexOf('.') + 1)}`;
  return definition.form === 'value'
    ? valueAsked(`${place}.value`, definition.value)
    : measuredAsked(place, definition);
};

/** Whether something is asked that a new catalogue may find where the one before did not: the topics of texts. */
const isFoundAnew = ({ topics }: CatalogueSource, { name, events }: Asked): boolean =>
  topics !== undefined && events === undefined && topicTraits.has(name);

const everythingAsked = (source: CatalogueSource): readonly Asked[] => [
  ...[...parseComputedTraits(source)].flatMap(([path, definition]) => definitionAsked(path, definition)),
  ...source.segments.flatMap((segment, index) =>
    parseSegment(segment, index).leaves.flatMap(({ condition, path }) =>
      leafAsked([`segments.${index}.when`, ...path].join('.'), condition),
    ),
  ),
];

/** Everything that the computed traits and the conditions of a catalogue ask about, in its order. */
export const askedIn = (source: CatalogueSource): readonly Asked[] =>
  everythingAsked(source).filter((asked) => !isFoundAnew(source, asked));
