import type { PredictionModel } from '../../predictions/prediction-model.ts';
import type { ComputedTraitDefinition, Value } from '../language/condition.ts';
import type { CatalogueSource } from '../language/language.ts';
import type { Unit } from './value-words.ts';
import { parseComputedTraits } from '../language/parse-condition.ts';

/** The words that a description needs from its catalogue. */
export interface Vocabulary {
  readonly currency: string;
  readonly nameOf: (segment: string) => string;
  /** The computed traits of the shop's own, by path. */
  readonly computed: ReadonlyMap<string, ComputedTraitDefinition>;
  /** The percentiles 1 to 99 that its model has, by the path of the trait. */
  readonly quantiles: NonNullable<PredictionModel['quantiles']>;
  /** The units of the values met so far: each is asked for by every value around it. */
  readonly units: Map<Value, Unit>;
}

/** Words for segments: their names, in the catalogue's currency. */
export const vocabularyOf = (source: CatalogueSource): Vocabulary => {
  const names = new Map(source.segments.map(({ key, name }) => [key, name ?? key]));
  return {
    currency: source.currency,
    nameOf: (key) => names.get(key) ?? key,
    computed: parseComputedTraits(source),
    quantiles: source.predict?.quantiles ?? {},
    units: new Map(),
  };
};
