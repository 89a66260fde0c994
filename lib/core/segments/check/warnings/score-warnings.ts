import type { CatalogueWarning, Source } from './warning.ts';

/** A warning where a score is asked for that no one has. */
export const scoreWarnings = (path: string, trait: string, { rfm }: Source): readonly CatalogueWarning[] =>
  trait.startsWith('rfm.') && rfm === undefined
    ? [{ path, text: `${trait} has no value: the catalogue has no "rfm" thresholds` }]
    : [];
