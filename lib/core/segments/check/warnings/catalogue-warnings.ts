import type { CatalogueSource, Segment } from '../../language/language.ts';
import { parseCondition } from '../../language/parse-condition.ts';
import { conditionWarnings, type CatalogueWarning, type Source } from './condition-warnings.ts';

const sharingWarnings = (path: string, { requires, publish }: Segment): readonly CatalogueWarning[] => [
  ...(requires === undefined ? [{ path, text: 'goes out without consent: it has no "requires"' }] : []),
  ...(publish === undefined || publish.traits.length === 0
    ? []
    : [{ path: `${path}.publish`, text: `publishes ${publish.traits.join(', ')}` }]),
];

const segmentWarnings = (segment: Segment, index: number, source: Source): readonly CatalogueWarning[] => {
  const path = `segments.${index}`;
  return [
    ...conditionWarnings(`${path}.when`, parseCondition(segment.when), source),
    ...sharingWarnings(path, segment),
  ];
};

/** What fits in a catalogue and is probably not meant, or is to be known before it goes out, segment after segment. */
export const catalogueWarnings = (catalogue: CatalogueSource): readonly CatalogueWarning[] =>
  catalogue.segments.flatMap((segment, index) => segmentWarnings(segment, index, catalogue));
