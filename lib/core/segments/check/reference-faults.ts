import { isRecord } from '#events/is-record.ts';
import type { CatalogueFault } from './catalogue-error.ts';
import { withHint } from './closed.ts';
import { Following, type Reference, type Referring } from './following.ts';
import { mentionsIn, mentionsInPublish, mentionsInValue, type Mention } from './mentions.ts';
import { computedSourcesIn, segmentSourcesIn } from './places.ts';
import { traitPaths } from './trait-path.ts';

const referencesTo = (to: Mention['to'], mentions: readonly Mention[]): readonly Reference[] =>
  mentions.filter((one) => one.to === to).map(({ name, path, depth }) => ({ key: name, path, steps: depth + 1 }));

interface Place {
  /** Undefined where it is no text. */
  readonly key: string | undefined;
  readonly path: string;
  readonly mentions: readonly Mention[];
}

const placeOf = (segment: unknown, index: number): Place => {
  const { key, when, publish }: Readonly<Record<string, unknown>> = isRecord(segment) ? segment : {};
  const path = `segments.${index}`;
  return {
    key: typeof key === 'string' ? key : undefined,
    path,
    mentions: [...mentionsIn(when, `${path}.when`), ...mentionsInPublish(publish, `${path}.publish`)],
  };
};

const duplicates = (places: readonly Place[]): readonly CatalogueFault[] => {
  const seen = new Set<string>();
  return places.flatMap(({ key, path }) => {
    if (key === undefined) return [];
    const isSeen = seen.has(key);
    seen.add(key);
    return isSeen ? [{ path: `${path}.key`, seen: key, expected: 'unique: a segment before has the same key' }] : [];
  });
};

const segmentFaults = (places: readonly Place[]): readonly CatalogueFault[] => {
  const segments = places.flatMap(({ key, mentions }): readonly Referring[] =>
    key === undefined ? [] : [{ key, references: referencesTo('segment', mentions) }],
  );
  const keys = segments.map(({ key }) => key);
  const following = new Following(segments, {
    unknown: (key) => withHint('the key of a segment of the catalogue', key, keys),
    steps: 'references',
  });
  for (const segment of segments) following.lengthFrom(segment);
  return following.faults;
};

const prefix = 'computed.';

const ownReferences = (mentions: readonly Mention[]): readonly Reference[] =>
  referencesTo('trait', mentions).filter(({ key }) => key.startsWith(prefix));

const computedIn = (json: unknown): readonly Referring[] =>
  computedSourcesIn(json).map(([name, source]) => ({
    key: `${prefix}${name}`,
    references: isRecord(source) ? ownReferences(mentionsInValue(source['value'], `traits.${name}.value`)) : [],
  }));

/** The faults of what computed traits refer to, and of what refers to them. */
const computedFaults = (json: unknown, mentions: readonly Mention[]): readonly CatalogueFault[] => {
  const computed = computedIn(json);
  const known = [...computed.map(({ key }) => key), ...traitPaths];
  const following = new Following(computed, {
    unknown: (key) => withHint('a computed trait of the catalogue', key, known),
    steps: 'values and references',
  });
  for (const trait of computed) following.lengthFrom(trait);
  for (const reference of ownReferences(mentions)) following.follow(reference);
  return following.faults;
};

/**
 * The faults between parts of a catalogue: a key that two segments have, and references to segments and computed traits that lead
 * nowhere, in a circle or too far.
 */
export const referenceFaults = (json: unknown): readonly CatalogueFault[] => {
  const places = segmentSourcesIn(json).map(placeOf);
  const mentions = places.flatMap((place) => place.mentions);
  return [...duplicates(places), ...segmentFaults(places), ...computedFaults(json, mentions)];
};
