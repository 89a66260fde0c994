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
    units: new Map(),
  };
};
