import { isRecord } from '#events/is-record.ts';
import { isPredictedPath } from '../language/predicted-traits.ts';
import { computedSourcesIn, valuePartsIn } from './places.ts';

/** Tells which predicted trait a trait is, or is worked out of; undefined for others. */
export type PredictedIn = (trait: unknown) => string | undefined;

const prefix = 'computed.';

/** Looks at the computed traits of a catalogue as it was read from JSON; references in a circle lead nowhere. */
export const predictedInTraits = (json: unknown): PredictedIn => {
  const sources = new Map(computedSourcesIn(json).map(([name, source]) => [`${prefix}${name}`, source]));
  const known = new Map<string, string | undefined>();
  const findIn: PredictedIn = (trait) => {
    if (typeof trait !== 'string') return undefined;
    if (isPredictedPath(trait) || known.has(trait)) return isPredictedPath(trait) ? trait : known.get(trait);
    known.set(trait, undefined);
    const source = sources.get(trait);
    const parts = isRecord(source) ? valuePartsIn(source['value'], '') : [];
    const found = parts.map((part) => findIn(part.source['trait'])).find((path) => path !== undefined);
    known.set(trait, found);
    return found;
  };
  return findIn;
};
