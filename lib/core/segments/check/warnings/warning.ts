import type { Vocabulary } from '../../describe/vocabulary.ts';
import type { CatalogueSource } from '../../language/language.ts';
import type { TraitOperators } from '../../language/operators.ts';
import { withoutPercentiles } from '../../language/percentile.ts';
import type { Compared } from './compared.ts';
import { instantWarnings, moneyWarnings } from './operand-warnings.ts';
import { verdictOf } from './verdict.ts';

/** Something at one place that fits, and is probably not what was meant. */
export interface CatalogueWarning {
  /** The place, such as `segments.3.when.all.0`. */
  readonly path: string;
  readonly text: string;
}

/** What the warnings of a condition are made with. */
export type Source = Pick<CatalogueSource, 'rfm' | 'predict'> & { readonly vocabulary: Vocabulary };

export const never = 'can never hold';
export const always = 'always holds';

const verdictWarnings = (
  path: string,
  [compared, is]: readonly [Compared, TraitOperators],
  { predict }: Source,
): readonly CatalogueWarning[] => {
  const verdict = verdictOf(compared, withoutPercentiles(is, compared.name, predict));
  if (verdict === undefined) return [];
  const text = `${verdict === 'never' ? never : always}: ${compared.name} ${JSON.stringify(is)}`;
  return [{ path, text }];
};

/** The warnings of operators over something. */
export const operatorWarnings = (
  path: string,
  [compared, is]: readonly [Compared, TraitOperators],
  source: Source,
): readonly CatalogueWarning[] => [
  ...verdictWarnings(path, [compared, is], source),
  ...[...moneyWarnings(compared, is, source.vocabulary.currency), ...instantWarnings(compared, is)].map((text) => ({
    path,
    text,
  })),
];
