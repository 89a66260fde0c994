import { isRecord } from '#events/is-record.ts';
import { faultLine, type CatalogueFault } from '#lib/core/segments/check/catalogue-error.ts';
import { catalogueFaults } from '#lib/core/segments/check/check-catalogue.ts';
import { catalogueWarnings } from '#lib/core/segments/check/warnings/catalogue-warnings.ts';
import { compile } from '#lib/core/segments/compile/compile.ts';
import { conditionWords } from '#lib/core/segments/describe/condition-words.ts';
import { describeSegment, describeTraits } from '#lib/core/segments/describe/describe.ts';
import type { CatalogueSource } from '#lib/core/segments/language/language.ts';

/** What is checked: a whole catalogue, or one condition in the place of a catalogue's first segment. */
interface Checked {
  readonly json: unknown;
  /** Set where only the first segment is told of, by paths from its own beginning. */
  readonly isDraft: boolean;
}

const draftPlace = /^segments\.0\.?/;

const problemOf = (fault: CatalogueFault) => ({
  path: fault.path,
  message: faultLine(fault),
  expected: fault.expected,
});

const segmentsOf = (source: CatalogueSource, isDraft: boolean) => {
  const { segments } = compile(source);
  const hashes = new Map(segments.map(({ key, definitionHash }) => [key, definitionHash]));
  return source.segments.slice(0, isDraft ? 1 : undefined).map((segment, place) => ({
    key: segment.key,
    name: segment.name ?? segment.key,
    meaning: describeSegment(segment, source),
    condition: conditionWords(segment, source),
    path: isDraft ? 'when' : `segments.${place}.when`,
    definitionHash: hashes.get(segment.key),
  }));
};

const whatFits = (source: CatalogueSource, isDraft: boolean) => ({
  warnings: catalogueWarnings(source)
    .filter(({ path }) => !isDraft || draftPlace.test(path))
    .map(({ path, text }) => ({ path: isDraft ? path.replace(draftPlace, '') : path, message: text })),
  segments: segmentsOf(source, isDraft),
  traits: [...describeTraits(source)].map(([path, words]) => ({ path, words })),
});

const nothing = { warnings: [], segments: [], traits: [] };

const checked = ({ json, isDraft }: Checked) => {
  const faults = catalogueFaults(json).map((fault) =>
    isDraft ? { ...fault, path: fault.path.replace(draftPlace, '') } : fault,
  );
  const fits = faults.length === 0;
  const found = fits ? whatFits(json as CatalogueSource, isDraft) : nothing;
  return { fits, problems: faults.map(problemOf), ...found };
};

/** Checks a catalogue as `patron check` does, and tells what each segment means. */
export const checkedCatalogue = (json: unknown) => checked({ json, isDraft: false });

/** A condition as it is being written, with the traits and the consent that belong to it. */
export interface ConditionDraft {
  readonly when: unknown;
  readonly traits?: unknown;
  readonly requires?: unknown;
}

const freeKey = (source: CatalogueSource): string => {
  let key = 'draft';
  while (source.segments.some((segment) => segment.key === key)) key = `${key}-x`;
  return key;
};

/** Checks a condition among the segments and with the terms of a catalogue. */
export const checkedCondition = (source: CatalogueSource, { when, traits, requires }: ConditionDraft) => {
  const draft = { key: freeKey(source), when, ...(requires !== undefined && { requires }) };
  const own = traits === undefined ? source.traits : { ...source.traits, ...(isRecord(traits) ? traits : { traits }) };
  const json = { ...source, segments: [draft, ...source.segments], ...(own !== undefined && { traits: own }) };
  return checked({ json, isDraft: true });
};
