import { computedTrait } from '../../../profile/computed-traits.ts';
import { parseDuration } from '../../../time/duration.ts';
import type { Condition, EventCondition, LeafCondition, TraitCondition } from '../../language/condition.ts';
import type { CatalogueSource, Selection } from '../../language/language.ts';
import type { TraitOperators } from '../../language/operators.ts';
import { comparedField, comparedMeasure, comparedTrait, type Compared } from './compared.ts';
import { instantWarnings, moneyWarnings } from './operand-warnings.ts';
import { verdictOf } from './verdict.ts';

/** Something at one place that fits, and is probably not what was meant. */
export interface CatalogueWarning {
  /** The place, such as `segments.3.when.all.0`. */
  readonly path: string;
  readonly text: string;
}

/** What the warnings of a condition are made with. */
export type Source = Pick<CatalogueSource, 'currency' | 'rfm'>;

const never = 'can never hold';
const always = 'always holds';

const verdictWarnings = (path: string, compared: Compared, is: TraitOperators): readonly CatalogueWarning[] => {
  const verdict = verdictOf(compared, is);
  if (verdict === undefined) return [];
  const text = `${verdict === 'never' ? never : always}: ${compared.name} ${JSON.stringify(is)}`;
  return [{ path, text }];
};

const operatorWarnings = (
  path: string,
  [compared, is]: readonly [Compared, TraitOperators],
  { currency }: Source,
): readonly CatalogueWarning[] => [
  ...verdictWarnings(path, compared, is),
  ...[...moneyWarnings(compared, is, currency), ...instantWarnings(compared, is)].map((text) => ({ path, text })),
];

const whereWarnings = (path: string, selection: Selection, source: Source): readonly CatalogueWarning[] =>
  Object.entries(selection.where ?? {}).flatMap(([field, is]) =>
    operatorWarnings(`${path}.where.${field}`, [comparedField(selection, field), is], source),
  );

const scoreWarnings = (path: string, { trait }: TraitCondition, { rfm }: Source): readonly CatalogueWarning[] =>
  trait.startsWith('rfm.') && rfm === undefined
    ? [{ path: `${path}.trait`, text: `${trait} has no value: the catalogue has no "rfm" thresholds` }]
    : [];

const aheadWarnings = (path: string, { trait, is }: TraitCondition): readonly CatalogueWarning[] =>
  is.newerThan !== undefined && computedTrait(trait) === undefined
    ? [{ path: `${path}.is.newerThan`, text: `holds for every date of ${trait} that lies ahead as well` }]
    : [];

const traitWarnings = (path: string, condition: TraitCondition, source: Source): readonly CatalogueWarning[] => [
  ...scoreWarnings(path, condition, source),
  ...operatorWarnings(`${path}.is`, [comparedTrait(condition.trait), condition.is], source),
  ...aheadWarnings(path, condition),
];

const eventWarnings = (path: string, condition: EventCondition, source: Source): readonly CatalogueWarning[] => {
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
      return [
        ...whereWarnings(path, condition.first, source),
        ...whereWarnings(`${path}.followedBy`, condition.second, source),
      ];
    case 'notFollowedBy': {
      const isTooLate = (parseDuration(condition.wait) ?? 0) >= (parseDuration(condition.within) ?? Infinity);
      const text = `${never}: for ${condition.wait} is over when the event has left the ${condition.within} of within`;
      return [
        ...whereWarnings(path, condition.first, source),
        ...whereWarnings(`${path}.notFollowedBy`, condition.second, source),
        ...(isTooLate ? [{ path: `${path}.for`, text }] : []),
      ];
    }
    default:
      return condition satisfies never;
  }
};

const leafWarnings = (path: string, condition: LeafCondition, source: Source): readonly CatalogueWarning[] => {
  if (condition.form === 'segment') return [];
  return condition.form === 'trait' ? traitWarnings(path, condition, source) : eventWarnings(path, condition, source);
};

/** The warnings of a condition that fits, and of all below it. */
export const conditionWarnings = (path: string, condition: Condition, source: Source): readonly CatalogueWarning[] => {
  const { form } = condition;
  if (form === 'not') return conditionWarnings(`${path}.not`, condition.part, source);
  if (form !== 'all' && form !== 'any') return leafWarnings(path, condition, source);
  if (condition.parts.length === 0) return [{ path: `${path}.${form}`, text: form === 'all' ? always : never }];
  return condition.parts.flatMap((part, index) => conditionWarnings(`${path}.${form}.${index}`, part, source));
};
