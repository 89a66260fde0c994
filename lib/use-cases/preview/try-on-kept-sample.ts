import type { ObjectStore } from '#lib/ports/objects/object-store.ts';
import { keptSample } from './kept-sample.ts';
import { tryDraft, type AskedPreview } from './try-draft.ts';

/** Tries a condition on the sample that the latest pass over everybody left; undefined where there is none. */
export const tryOnKeptSample = async (
  objects: Pick<ObjectStore, 'get'>,
  asked: Omit<AskedPreview, 'sample'>,
): Promise<Awaited<ReturnType<typeof tryDraft>> | undefined> => {
  const sample = await keptSample(objects);
  return sample && tryDraft({ ...asked, sample });
};
