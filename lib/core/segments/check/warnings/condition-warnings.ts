import type { Condition, LeafCondition, Value, ValueCondition } from '../../language/condition.ts';
import { comparedValue, type Compared } from './compared.ts';
import { constantOf } from './constant.ts';
import { eventWarnings } from './event-warnings.ts';
import { traitWarnings } from './trait-warnings.ts';
import { valueWarnings } from './value-warnings.ts';
import { always, never, operatorWarnings, type CatalogueWarning, type Source } from './warning.ts';

/** A number that is worked out of numbers alone is the same for everyone. */
const comparedWith = (value: Value, { vocabulary }: Source): Compared => {
  const compared = comparedValue(value, vocabulary);
  const constant = constantOf(value);
  return constant === undefined ? compared : { ...compared, domain: [constant] };
};

const comparisonWarnings = (
  path: string,
  { value, is }: ValueCondition,
  source: Source,
): readonly CatalogueWarning[] => [
  ...valueWarnings(`${path}.value`, value, source),
  ...operatorWarnings(`${path}.is`, [comparedWith(value, source), is], source),
];

const leafWarnings = (path: string, condition: LeafCondition, source: Source): readonly CatalogueWarning[] => {
  switch (condition.form) {
    case 'segment':
      return [];
    case 'trait':
      return traitWarnings(path, condition, source);
    case 'value':
      return comparisonWarnings(path, condition, source);
    case 'count':
    case 'aggregate':
    case 'followedBy':
    case 'notFollowedBy':
      return eventWarnings(path, condition, source);
    default:
      return condition satisfies never;
  }
};

/** The warnings of a condition that fits, and of all below it. */
export const conditionWarnings = (path: string, condition: Condition, source: Source): readonly CatalogueWarning[] => {
  const { form } = condition;
  if (form === 'not') return conditionWarnings(`${path}.not`, condition.part, source);
  if (form !== 'all' && form !== 'any') return leafWarnings(path, condition, source);
  if (condition.parts.length === 0) return [{ path: `${path}.${form}`, text: form === 'all' ? always : never }];
  return condition.parts.flatMap((part, index) => conditionWarnings(`${path}.${form}.${index}`, part, source));
};
