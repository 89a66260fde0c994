import { plain, type Part } from './steps.ts';
import type { AtLeastOne } from './operators-for.ts';
import type { TraitOperatorsFor, TraitPath } from './trait-values.ts';
import type { CatalogueSource, ConditionSource, Segment } from '../language/language.ts';
import type { TraitOperators } from '../language/operators.ts';

export { avg, first, last, max, min, sum, uniqueCount } from './aggregates.ts';
export { performed } from './performed.ts';

/** Every one of the conditions holds; of none, always. */
export const all = (...conditions: readonly Part[]): ConditionSource => ({
  all: conditions.map(plain<ConditionSource>),
});

/** At least one of the conditions holds; of none, never. */
export const any = (...conditions: readonly Part[]): ConditionSource => ({
  any: conditions.map(plain<ConditionSource>),
});

export const not = (condition: Part): ConditionSource => ({ not: plain<ConditionSource>(condition) });

/** Compares a trait of the profile: `trait('orders.lastAt').is({ olderThan: 'P60D' })`. */
export const trait = <Path extends TraitPath>(path: Path) => ({
  is: (is: AtLeastOne<TraitOperatorsFor<Path>>): { readonly trait: Path; readonly is: TraitOperators } => ({
    trait: path,
    is: is as TraitOperators,
  }),
});

/** Is in another segment of the catalogue. */
export const inSegment = (key: string): ConditionSource => ({ segment: key });

interface SegmentParts extends Omit<Segment, 'when' | 'publish'> {
  readonly when: Part;
  readonly publish?: { readonly traits: readonly TraitPath[] };
}

/** A segment as its JSON. Whether it fits is checked when its catalogue is compiled. */
export const segment = (parts: SegmentParts): Segment => ({ ...parts, when: plain<ConditionSource>(parts.when) });

/** A catalogue as its JSON. */
export const catalogue = (source: CatalogueSource): CatalogueSource => source;
