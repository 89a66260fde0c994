import type { CatalogueSource } from '#lib/core/segments/language/language.ts';
import { draftOf, type WrittenDraft } from './draft.ts';
import { previewOf, type Previewed, type Sample } from './preview.ts';

/** A condition to try, on whom, and whether some of them are shown. */
export interface AskedPreview extends WrittenDraft {
  /** The catalogue whose terms, traits and segments the condition may name. */
  readonly source: CatalogueSource;
  readonly sample: Sample;
  readonly showsPeople: boolean;
}

/** Tries a condition, or tells in one line where it does not fit. */
export const tryDraft = async ({
  source,
  sample,
  showsPeople,
  ...written
}: AskedPreview): Promise<Previewed | { readonly fault: string }> => {
  const draft = draftOf(source, written);
  return 'fault' in draft ? draft : previewOf(draft, sample, showsPeople);
};
