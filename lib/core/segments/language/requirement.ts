import type { CatalogueSource, Requirement, Segment } from './language.ts';

/** The consent without which no one is in a segment: its own, otherwise the catalogue's; none where its own is null. */
export const requirementOf = (
  { requires }: Pick<Segment, 'requires'>,
  catalogue: Pick<CatalogueSource, 'requires'>,
): Requirement | undefined => (requires === undefined ? catalogue.requires : (requires ?? undefined));
