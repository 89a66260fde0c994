import { deployedCatalogue } from './deployed-catalogue.ts';

/** The keys of the segments of the deployed catalogue whose members are kept. @param named - all where it is absent. */
export const keptSegments = (named: ReadonlySet<string> | undefined): readonly string[] =>
  deployedCatalogue()
    .source.segments.map(({ key }) => key)
    .filter((key) => named?.has(key) ?? true);
