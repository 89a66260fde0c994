import { isRecord } from '#events/is-record.ts';
import { CatalogueError, faultLine, type CatalogueFault } from '#lib/core/segments/check/catalogue-error.ts';
import type { Catalogue, CompiledSegment } from '#lib/core/segments/compile/catalogue.ts';
import { compile } from '#lib/core/segments/compile/compile.ts';
import type { CatalogueSource, Segment } from '#lib/core/segments/language/language.ts';

/** A condition to try, as a caller has written it: nothing of it is checked yet. */
export interface WrittenDraft {
  readonly when: unknown;
  /** Computed traits that the condition names, beside those of the catalogue. */
  readonly traits?: unknown;
}

/** A condition that can be tried, in a catalogue of its own with what it refers to. */
export interface Draft {
  readonly catalogue: Catalogue;
  readonly segment: CompiledSegment;
  /** The types of the events that it asks about. */
  readonly types: ReadonlySet<string>;
}

/** The lists and objects in a list or an object. */
const partsOf = (json: unknown): readonly unknown[] =>
  typeof json === 'object' && json !== null ? Object.values(json).filter((part) => typeof part === 'object') : [];

/** The texts under a key anywhere in JSON, however deep it is. */
const textsUnder = (key: string, json: unknown): ReadonlySet<string> => {
  const found = new Set<string>();
  const open = [json];
  for (let next = open.pop(); next !== undefined; next = open.pop()) {
    const text = isRecord(next) && Object.hasOwn(next, key) ? next[key] : undefined;
    if (typeof text === 'string') found.add(text);
    open.push(...partsOf(next));
  }
  return found;
};

/** The segments of a catalogue that a condition refers to, and those that these refer to. */
const referred = (when: unknown, segments: readonly Segment[]): readonly Segment[] => {
  const found = new Set<Segment>();
  const open = [when];
  for (let next = open.pop(); next !== undefined; next = open.pop()) {
    const keys = textsUnder('segment', next);
    const more = segments.filter((segment) => keys.has(segment.key) && !found.has(segment));
    for (const segment of more) found.add(segment);
    open.push(...more.map((segment) => segment.when));
  }
  return [...found];
};

const freeKey = (taken: readonly Segment[]): string => {
  let key = 'preview';
  while (taken.some((segment) => segment.key === key)) key = `${key}-x`;
  return key;
};

const ownPlace = /^segments\.0\.?/;

const toldFault = (fault: CatalogueFault): string => faultLine({ ...fault, path: fault.path.replace(ownPlace, '') });

/**
 * Puts a condition into a catalogue of its own, with the terms of another and the segments that it refers to.
 *
 * @returns the fault where it does not fit, as a line that names the place, the rule and the value.
 */
export const draftOf = (
  source: CatalogueSource,
  { when, traits }: WrittenDraft,
): Draft | { readonly fault: string } => {
  const key = freeKey(source.segments);
  const segments = [{ key, when }, ...referred(when, source.segments)];
  const own = traits === undefined ? source.traits : { ...source.traits, ...(isRecord(traits) ? traits : { traits }) };
  const json = { ...source, segments, ...(own !== undefined && { traits: own }) };
  try {
    const catalogue = compile(json);
    const segment = catalogue.segments.find((each) => each.key === key) as CompiledSegment;
    return { catalogue, segment, types: textsUnder('performed', json) };
  } catch (error) {
    if (!(error instanceof CatalogueError)) throw error;
    return { fault: toldFault(error.faults[0]) };
  }
};
