import type { EventCondition } from '#lib/core/segments/language/condition.ts';
import type { CatalogueSource, Selection, Where } from '#lib/core/segments/language/language.ts';
import type { Operators, TraitOperators } from '#lib/core/segments/language/operators.ts';
import type { Scalar } from '#lib/core/segments/language/operator.ts';
import { parseSegment } from '#lib/core/segments/language/parse-segment.ts';

/** A trait or a field that a condition asks about, and the values that it looks for. */
export interface Asked {
  /** The place in the catalogue, such as `segments.0.when.where.discount`. */
  readonly place: string;
  /** The trait's or the field's path. */
  readonly name: string;
  /** The operands of `eq` and `in`. */
  readonly values: readonly Scalar[];
  /** The events that have the field; absent for a trait. */
  readonly events?: Pick<Selection, 'performed' | 'each'>;
}

const valuesIn = ({ eq, in: anyOf = [] }: TraitOperators | Operators): readonly Scalar[] =>
  eq === undefined ? anyOf : [eq, ...anyOf];

/** Whether only what is there can be asked about: what must be absent may well be. */
const asksForPresence = ({ exists }: TraitOperators | Operators): boolean => exists !== false;

const fieldsIn = (place: string, events: Asked['events'] & {}, where: Where = {}): readonly Asked[] =>
  Object.entries(where)
    .filter(([, operators]) => asksForPresence(operators))
    .map(([name, operators]) => ({ place: `${place}.where.${name}`, name, values: valuesIn(operators), events }));

const eventAsked = (place: string, condition: EventCondition): readonly Asked[] => {
  if (condition.form === 'followedBy' || condition.form === 'notFollowedBy') {
    const { form, first, second } = condition;
    return [...fieldsIn(place, first, first.where), ...fieldsIn(`${place}.${form}`, second, second.where)];
  }
  const { events } = condition;
  const asked = fieldsIn(place, events, events.where);
  if (condition.form === 'count') return asked;
  const { name, field } = condition.aggregate;
  return [...asked, { place: `${place}.${name}`, name: field, values: [], events }];
};

/** Everything that the conditions of a catalogue ask about, in its order. */
export const askedIn = ({ segments }: CatalogueSource): readonly Asked[] =>
  segments.flatMap((segment, index) =>
    parseSegment(segment, index).leaves.flatMap(({ condition, path }): readonly Asked[] => {
      const place = [`segments.${index}.when`, ...path].join('.');
      if (condition.form === 'segment') return [];
      if (condition.form !== 'trait') return eventAsked(place, condition);
      const { trait, is } = condition;
      return asksForPresence(is) ? [{ place: `${place}.trait`, name: trait, values: valuesIn(is) }] : [];
    }),
  );
