import { plain, withSteps, type Part, type Said } from './steps.ts';
import type { AtLeastOne } from './operators-for.ts';
import type { TraitOperatorsFor, TraitPath } from './trait-values.ts';
import type { CatalogueSource, ComputedTraitSource, ConditionSource, Segment } from '../language/language.ts';
import type { Percentile } from '../language/operator.ts';
import type { TraitOperators } from '../language/operators.ts';

export { avg, first, last, max, min, sum, uniqueCount } from './aggregates.ts';
export { latest, list, mostFrequent } from './listings.ts';
export { performed } from './performed.ts';
export { dividedBy, minus, plus, times, value } from './values.ts';
export type { Part } from './steps.ts';
export type { TraitPath } from './trait-values.ts';
export type { ValuePart } from './values.ts';
export type { CatalogueSource, ComputedTraitSource, ConditionSource, Segment } from '../language/language.ts';

/** Every one of the conditions holds; of none, always. */
export const all = (...conditions: readonly Part[]): ConditionSource => ({
  all: conditions.map(plain<ConditionSource>),
});

/** At least one of the conditions holds; of none, never. */
export const any = (...conditions: readonly Part[]): ConditionSource => ({
  any: conditions.map(plain<ConditionSource>),
});

export const not = (condition: Part): ConditionSource => ({ not: plain<ConditionSource>(condition) });

/** A trait: a part of a value as it stands, and a condition once it is compared. */
interface Traited<Path extends TraitPath> extends Said<{ readonly trait: Path }> {
  is(operators: AtLeastOne<TraitOperatorsFor<Path>>): { readonly trait: Path; readonly is: TraitOperators };
}

/** A trait of the profile: `trait('orders.lastAt').is({ olderThan: 'P60D' })`, `times(2, trait('orders.average'))`. */
export const trait = <Path extends TraitPath>(path: Path): Traited<Path> =>
  withSteps({ trait: path }, { is: (is: TraitOperators) => ({ trait: path, is }) }) as Traited<Path>;

/** The number that the catalogue's model has for a percentile of a trait, from 1 to 99: `trait('orders.revenue').is({ gte: percentile(90) })`. */
export const percentile = (of: number): Percentile => ({ percentile: of });

/** Is in another segment of the catalogue. */
export const inSegment = (key: string): ConditionSource => ({ segment: key });

interface SegmentParts extends Omit<Segment, 'when' | 'publish'> {
  readonly when: Part;
  readonly publish?: { readonly traits: readonly TraitPath[] };
}

/** A segment as its JSON. Whether it fits is checked when its catalogue is compiled. */
export const segment = (parts: SegmentParts): Segment => ({ ...parts, when: plain<ConditionSource>(parts.when) });

interface CatalogueParts extends Omit<CatalogueSource, 'traits'> {
  /** Computed traits by name, as JSON or as the builders leave them. */
  readonly traits?: Readonly<Record<string, ComputedTraitSource | Said<ComputedTraitSource>>>;
}

/** A catalogue as its JSON. */
export const catalogue = ({ traits, ...parts }: CatalogueParts): CatalogueSource => {
  if (!traits) return parts;
  const own = Object.entries(traits).map(([name, source]) => [name, plain<ComputedTraitSource>(source)]);
  return { ...parts, traits: Object.fromEntries(own) };
};
