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

/** Every value in JSON, itself among them, however deep it is. */
function* valuesIn(json: unknown): Iterable<unknown> {
  const open = [json];
  while (open.length > 0) {
    const next = open.pop();
    yield next;
    const parts = typeof next === 'object' && next !== null ? Object.values(next) : [];
    for (const part of parts) open.push(part);
  }
}

/** The texts under a key anywhere in JSON. */
const textsUnder = (key: string, json: unknown): ReadonlySet<string> => {
  const found = new Set<string>();
  for (const value of valuesIn(json)) {
    const text = isRecord(value) && Object.hasOwn(value, key) ? value[key] : undefined;
    if (typeof text === 'string') found.add(text);
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

/** How conditions name a computed trait. */
const computed = 'computed.';

/** The computed traits that something names, and those that these name: others would have their events read for nothing. */
const namedTraits = (json: unknown, traits: CatalogueSource['traits']): CatalogueSource['traits'] => {
  if (traits === undefined) return undefined;
  const found: Record<string, unknown> = {};
  const open = [json];
  for (let next = open.pop(); next !== undefined; next = open.pop()) {
    const texts = new Set(valuesIn(next));
    const more = Object.entries(traits).filter(
      ([name]) => texts.has(`${computed}${name}`) && !Object.hasOwn(found, name),
    );
    for (const [name, trait] of more) found[name] = trait;
    open.push(...more.map(([, trait]) => trait));
  }
  return found as CatalogueSource['traits'];
};

/** What people write has some dozens; whoever sends far more must not keep the others waiting. */
const mostValues = 10_000;

const isTooLong = (written: WrittenDraft): boolean => {
  let count = 0;
  for (const _ of valuesIn(written)) if ((count += 1) > mostValues) return true;
  return false;
};

const freeKey = (taken: readonly Segment[]): string => {
  let key = 'preview';
  while (taken.some((segment) => segment.key === key)) key = `${key}-x`;
  return key;
};

const ownPlace = /^segments\.0\.?/;

const toldFault = (fault: CatalogueFault): string => faultLine({ ...fault, path: fault.path.replace(ownPlace, '') });

/** A catalogue with some traits of another, and the caller's own, of which nothing is checked yet. */
const withTraits = (
  { traits: _all, ...terms }: CatalogueSource,
  known: CatalogueSource['traits'],
  own: Readonly<Record<string, unknown>> | undefined,
): CatalogueSource =>
  (known ?? own) === undefined ? terms : { ...terms, traits: { ...known, ...own } as NonNullable<typeof known> };

const compiled = (json: CatalogueSource): Catalogue | { readonly fault: string } => {
  try {
    return compile(json);
  } catch (error) {
    if (!(error instanceof CatalogueError)) throw error;
    return { fault: toldFault(error.faults[0]) };
  }
};

/**
 * Puts a condition into a catalogue of its own, with the terms of another and the segments that it refers to.
 *
 * @returns the fault where it does not fit, as a line that names the place, the rule and the value.
 */
export const draftOf = (
  source: CatalogueSource,
  { when, traits }: WrittenDraft,
): Draft | { readonly fault: string } => {
  if (isTooLong({ when, traits })) return { fault: `when: must have at most ${mostValues} values` };
  const key = freeKey(source.segments);
  const referredTo = referred(when, source.segments).map(({ publish: _publish, ...rest }) => rest);
  const segments = [{ key, when }, ...referredTo] as CatalogueSource['segments'];
  const own = isRecord(traits) || traits === undefined ? traits : { traits };
  const terms = { ...source, segments };
  const json = withTraits(terms, namedTraits([segments, traits], source.traits), own);
  const named = compiled(json);
  // What is wrong is told beside all the traits that could have been named.
  const catalogue = 'fault' in named ? compiled(withTraits(terms, source.traits, own)) : named;
  if ('fault' in catalogue) return catalogue;
  const segment = catalogue.segments.find((each) => each.key === key) as CompiledSegment;
  return { catalogue, segment, types: textsUnder('performed', json) };
};
