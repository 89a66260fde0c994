import { parseDuration } from '../../../time/duration.ts';
import { askedFields, emptyGroups } from '../../language/asked-fields.ts';
import type { EventCondition, FollowedByCondition, NotFollowedByCondition } from '../../language/condition.ts';
import type { Selection } from '../../language/language.ts';
import { selectedForm } from '../../language/local-fields.ts';
import { comparedField, comparedMeasure } from './compared.ts';
import { always, never, operatorWarnings, type CatalogueWarning, type Source } from './warning.ts';

/** The warnings of the fields that a selection of events asks about. */
export const whereWarnings = (path: string, selection: Selection, source: Source): readonly CatalogueWarning[] => [
  ...askedFields(selection).flatMap(({ path: place, field, is, selected }) =>
    operatorWarnings(`${path}.${place}`, [comparedField(selected, field), is], source),
  ),
  ...emptyGroups(selection).map(({ path: place, form }) => ({
    path: `${path}.${place}`,
    text: form === 'all' ? always : never,
  })),
];

type Sequence = FollowedByCondition | NotFollowedByCondition;

const isObject = (selection: Selection, field: string): boolean =>
  selectedForm(selection, field) === 'object' || field === 'items';

/** Two objects are never the same. */
const sameWarnings = (path: string, { first, second, same }: Sequence): readonly CatalogueWarning[] => {
  if (!same) return [];
  const [one, other] = same;
  const objects = [...(isObject(first, one) ? [one] : []), ...(isObject(second, other) ? [other] : [])];
  return objects.slice(0, 1).map((field) => ({ path: `${path}.same`, text: `${never}: ${field} is an object` }));
};

const sequenceWarnings = (path: string, condition: Sequence, source: Source): readonly CatalogueWarning[] => [
  ...whereWarnings(path, condition.first, source),
  ...whereWarnings(`${path}.${condition.form}`, condition.second, source),
  ...sameWarnings(path, condition),
];

const waitWarnings = (path: string, { wait, within }: NotFollowedByCondition): readonly CatalogueWarning[] => {
  const isTooLate = (parseDuration(wait) ?? 0) >= (parseDuration(within) ?? Infinity);
  const text = `${never}: for ${wait} is over when the event has left the ${within} of within`;
  return isTooLate ? [{ path: `${path}.for`, text }] : [];
};

/** The warnings of a condition over events. */
export const eventWarnings = (path: string, condition: EventCondition, source: Source): readonly CatalogueWarning[] => {
  switch (condition.form) {
    case 'count':
    case 'aggregate': {
      const place = `${path}.${condition.form === 'count' ? 'times' : 'is'}`;
      return [
        ...whereWarnings(path, condition.events, source),
        ...operatorWarnings(place, [comparedMeasure(condition), condition.is], source),
      ];
    }
    case 'followedBy':
      return sequenceWarnings(path, condition, source);
    case 'notFollowedBy':
      return [...sequenceWarnings(path, condition, source), ...waitWarnings(path, condition)];
    default:
      return condition satisfies never;
  }
};
