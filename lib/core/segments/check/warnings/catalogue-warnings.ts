import { vocabularyOf, type Vocabulary } from '../../describe/vocabulary.ts';
import type { ComputedTraitDefinition } from '../../language/condition.ts';
import type { CatalogueSource, Segment } from '../../language/language.ts';
import { parseCondition } from '../../language/parse-condition.ts';
import { requirementOf } from '../../language/requirement.ts';
import { aggregatedFields } from '../../language/measured.ts';
import { conditionWarnings } from './condition-warnings.ts';
import { whereWarnings } from './event-warnings.ts';
import { unsetTraitWarnings } from './unset-traits.ts';
import { valueWarnings } from './value-warnings.ts';
import type { CatalogueWarning, Source } from './warning.ts';

type Warned = Source & { readonly catalogue: CatalogueSource };

const consentWarnings = (path: string, segment: Segment, catalogue: CatalogueSource): readonly CatalogueWarning[] => {
  if (requirementOf(segment, catalogue)) return [];
  const reason = segment.requires === null ? 'its "requires" is null' : 'it has no "requires"';
  return [{ path, text: `goes out without consent: ${reason}` }];
};

/** Fields in which customers write what they like. */
const writtenFields = /^(?:text|answers(?:\..*)?)$/;

const fieldsOf = (definition: ComputedTraitDefinition | undefined): readonly string[] => {
  // A number of different texts tells none of them.
  if (definition?.form !== 'measured' || definition.aggregate?.name === 'uniqueCount') return [];
  return aggregatedFields(definition.aggregate);
};

const writtenWarnings = (path: string, trait: string, { computed }: Vocabulary): readonly CatalogueWarning[] =>
  fieldsOf(computed.get(trait))
    .filter((field) => writtenFields.test(field))
    .map((field) => ({ path, text: `${trait} publishes what customers wrote: ${field}` }));

const publishedWarnings = (path: string, trait: string, source: Source): readonly CatalogueWarning[] => [
  ...writtenWarnings(path, trait, source.vocabulary),
  ...unsetTraitWarnings(path, trait, source),
];

const publishWarnings = (path: string, { publish }: Segment, source: Source): readonly CatalogueWarning[] => {
  const traits = publish?.traits ?? [];
  if (traits.length === 0) return [];
  return [
    { path: `${path}.publish`, text: `publishes ${traits.join(', ')}` },
    ...traits.flatMap((trait, index) => publishedWarnings(`${path}.publish.traits.${index}`, trait, source)),
  ];
};

const segmentWarnings = (segment: Segment, index: number, source: Warned): readonly CatalogueWarning[] => {
  const path = `segments.${index}`;
  return [
    ...conditionWarnings(`${path}.when`, parseCondition(segment.when), source),
    ...consentWarnings(path, segment, source.catalogue),
    ...publishWarnings(path, segment, source),
  ];
};

const definitionWarnings = (
  path: string,
  definition: ComputedTraitDefinition,
  source: Source,
): readonly CatalogueWarning[] => {
  const place = `traits.${path.slice(path.indexOf('.') + 1)}`;
  return definition.form === 'value'
    ? valueWarnings(`${place}.value`, definition.value, source)
    : whereWarnings(place, definition.events, source);
};

/** What fits in a catalogue and is probably not meant, or is to be known before it goes out, part after part. */
export const catalogueWarnings = (catalogue: CatalogueSource): readonly CatalogueWarning[] => {
  const vocabulary = vocabularyOf(catalogue);
  const source = { rfm: catalogue.rfm, predict: catalogue.predict, vocabulary, catalogue } as Warned;
  return [
    ...[...vocabulary.computed].flatMap(([path, definition]) => definitionWarnings(path, definition, source)),
    ...catalogue.segments.flatMap((segment, index) => segmentWarnings(segment, index, source)),
  ];
};
