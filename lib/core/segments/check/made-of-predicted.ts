import { isRecord } from '#events/is-record.ts';
import { isPredictedPath } from '../language/predicted-traits.ts';
import { longestTrail } from './following.ts';
import { computedSourcesIn, valuePartsIn } from './places.ts';

/** Tells which predicted trait a trait is, or is worked out of; undefined for others. */
export type PredictedIn = (trait: unknown) => string | undefined;

const prefix = 'computed.';

/**
 * Looks at the computed traits of a catalogue as it was read from JSON. References in a circle, or farther than they may lead on,
 * lead nowhere here: they are refused by themselves.
 */
export const predictedInTraits = (json: unknown): PredictedIn => {
  const sources = new Map(computedSourcesIn(json).map(([name, source]) => [`${prefix}${name}`, source]));
  const known = new Map<string, string | undefined>();
  const find = (trait: unknown, steps: number): string | undefined => {
    if (typeof trait !== 'string' || steps > longestTrail) return undefined;
    if (isPredictedPath(trait) || known.has(trait)) return isPredictedPath(trait) ? trait : known.get(trait);
    known.set(trait, undefined);
    const source = sources.get(trait);
    const parts = isRecord(source) ? valuePartsIn(source['value'], '') : [];
    const found = parts.map((part) => find(part.source['trait'], steps + 1)).find((path) => path !== undefined);
    known.set(trait, found);
    return found;
  };
  return (trait) => find(trait, 0);
};
