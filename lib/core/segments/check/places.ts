import { isRecord } from '#events/is-record.ts';

type Source = Readonly<Record<string, unknown>>;

/** An object at its place. */
export interface Placed {
  readonly source: Source;
  readonly path: string;
}

const objectAt = (source: unknown, path: string): readonly Placed[] => (isRecord(source) ? [{ source, path }] : []);

/** The objects in the lists at some keys. */
const inLists = ({ source, path }: Placed, keys: readonly string[]): readonly Placed[] =>
  keys.flatMap((key) => {
    const list = source[key];
    if (!Array.isArray(list)) return [];
    return list.flatMap((part: unknown, index) => objectAt(part, `${path}.${key}.${index}`));
  });

/** A condition and all below it, also where parts of it do not fit. */
export const conditionsIn = (condition: unknown, path: string): readonly Placed[] =>
  objectAt(condition, path).flatMap((placed) => {
    const parts = inLists(placed, ['all', 'any']).flatMap((part) => conditionsIn(part.source, part.path));
    return [...parts, ...conditionsIn(placed.source['not'], `${path}.not`), placed];
  });

const arithmetic = ['plus', 'minus', 'times', 'dividedBy'] as const;

/** A part of a value that is neither a number nor arithmetic, with the number of values that it stands in. */
export interface ValuePlace extends Placed {
  readonly depth: number;
}

/** The traits and the selections of events that a value is made of, also where other parts of it do not fit. */
export const valuePartsIn = (value: unknown, path: string, depth: number = 0): readonly ValuePlace[] =>
  objectAt(value, path).flatMap((placed) => {
    if ('performed' in placed.source) return [{ ...placed, depth }];
    const parts = inLists(placed, arithmetic).flatMap((part) => valuePartsIn(part.source, part.path, depth + 1));
    return [...('trait' in placed.source ? [{ ...placed, depth }] : []), ...parts];
  });

/** The computed traits of a catalogue as it was read from JSON, by name. */
export const computedSourcesIn = (json: unknown): readonly (readonly [name: string, source: unknown])[] => {
  const traits = isRecord(json) ? json['traits'] : undefined;
  return Object.entries(isRecord(traits) ? traits : {});
};

/** The segments of a catalogue as it was read from JSON. */
export const segmentSourcesIn = (json: unknown): readonly unknown[] =>
  isRecord(json) && Array.isArray(json['segments']) ? json['segments'] : [];
