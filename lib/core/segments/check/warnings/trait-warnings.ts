import { computedTrait } from '../../../profile/computed-traits.ts';
import type { TraitCondition } from '../../language/condition.ts';
import { comparedTrait } from './compared.ts';
import { unsetTraitWarnings } from './unset-traits.ts';
import { never, operatorWarnings, type CatalogueWarning, type Source } from './warning.ts';

const aheadWarnings = (path: string, { trait, is }: TraitCondition): readonly CatalogueWarning[] =>
  is.newerThan !== undefined && computedTrait(trait) === undefined
    ? [{ path: `${path}.is.newerThan`, text: `holds for every date of ${trait} that lies ahead as well` }]
    : [];

const countable: ReadonlySet<string> = new Set(['number', 'money', 'any']);

/** The warnings of lengths that a trait says. */
const lengthWarnings = (path: string, { is }: TraitCondition, source: Source): readonly CatalogueWarning[] =>
  Object.entries({ olderThan: is.olderThan, newerThan: is.newerThan }).flatMap(([name, length]) => {
    if (typeof length !== 'object') return [];
    const place = `${path}.is.${name}.days`;
    const isNumber = countable.has(comparedTrait(length.days, source.vocabulary).form);
    const text = `${never}: ${length.days} is no number`;
    return [...unsetTraitWarnings(place, length.days, source), ...(isNumber ? [] : [{ path: place, text }])];
  });

/** The warnings of a condition over a trait. */
export const traitWarnings = (path: string, condition: TraitCondition, source: Source): readonly CatalogueWarning[] => [
  ...unsetTraitWarnings(`${path}.trait`, condition.trait, source),
  ...operatorWarnings(`${path}.is`, [comparedTrait(condition.trait, source.vocabulary), condition.is], source),
  ...lengthWarnings(path, condition, source),
  ...aheadWarnings(path, condition),
];
