import { isRecord } from '#events/is-record.ts';
import type { CatalogueFault } from './catalogue-error.ts';
import { withHint } from './closed.ts';

interface Reference {
  readonly key: string;
  readonly path: string;
}

/** The references in a condition, also where other parts of it do not fit. */
const referencesIn = (condition: unknown, path: string): readonly Reference[] => {
  if (!isRecord(condition)) return [];
  const { all, any, not, segment } = condition;
  if (typeof segment === 'string') return [{ key: segment, path: `${path}.segment` }];
  const parts = Object.entries({ all, any }).flatMap(([form, list]) =>
    Array.isArray(list) ? list.flatMap((part, index) => referencesIn(part, `${path}.${form}.${index}`)) : [],
  );
  return [...parts, ...referencesIn(not, `${path}.not`)];
};

interface Referring {
  readonly key: string;
  readonly path: string;
  readonly references: readonly Reference[];
}

const referringIn = (segments: readonly unknown[]): readonly Referring[] =>
  segments.flatMap((segment, index) => {
    if (!isRecord(segment) || typeof segment['key'] !== 'string') return [];
    const path = `segments.${index}`;
    return [{ key: segment['key'], path, references: referencesIn(segment['when'], `${path}.when`) }];
  });

const duplicates = (segments: readonly Referring[]): readonly CatalogueFault[] => {
  const seen = new Set<string>();
  return segments.flatMap(({ key, path }) => {
    const isSeen = seen.has(key);
    seen.add(key);
    return isSeen ? [{ path: `${path}.key`, seen: key, expected: 'unique: a segment before has the same key' }] : [];
  });
};

/** References may lead on this far, one after the other: what follows them calls itself for each. */
const longestTrail = 1_000;

/** Follows references, and notes those that lead nowhere, in a circle or too far. */
class Following {
  readonly faults: CatalogueFault[] = [];
  readonly #byKey: ReadonlyMap<string, Referring>;
  readonly #lengths = new Map<Referring, number>();

  constructor(segments: readonly Referring[]) {
    this.#byKey = new Map(segments.map((segment) => [segment.key, segment]));
  }

  /** The length of the longest trail of references that begins with a segment. */
  lengthFrom(segment: Referring, trail: readonly string[] = []): number {
    const known = this.#lengths.get(segment);
    if (known !== undefined) return known;
    const round = [...trail, segment.key];
    const length = Math.max(0, ...segment.references.map((reference) => this.#follow(reference, round)));
    this.#lengths.set(segment, length);
    return length;
  }

  #follow({ key, path }: Reference, round: readonly string[]): number {
    const referred = this.#byKey.get(key);
    const refuse = (expected: string, seen: string = key): number => {
      this.faults.push({ path, seen, expected });
      return 0;
    };
    if (!referred) return refuse(withHint('the key of a segment of the catalogue', key, [...this.#byKey.keys()]));
    if (round.includes(key)) return refuse('no reference in a circle', [...round, key].join(' → '));
    const length = round.length > longestTrail ? Infinity : 1 + this.lengthFrom(referred, round);
    return length > longestTrail ? refuse(`the end of at most ${longestTrail} references in a row`) : length;
  }
}

/** The faults between segments: a key that two have, and references that lead nowhere, in a circle or too far. */
export const referenceFaults = (json: unknown): readonly CatalogueFault[] => {
  const list = isRecord(json) && Array.isArray(json['segments']) ? json['segments'] : [];
  const segments = referringIn(list);
  const following = new Following(segments);
  for (const segment of segments) following.lengthFrom(segment);
  return [...duplicates(segments), ...following.faults];
};
