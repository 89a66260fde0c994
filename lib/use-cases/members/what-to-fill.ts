import type { FillAsked } from './fill-pass.ts';

/**
 * Until then a deployment may still be at work that kept the members of other segments: code that runs ends within seconds, but
 * Lambda may take a quarter of an hour to hand on other rows of a stream than before.
 */
const settlingSeconds = 20 * 60;

/**
 * What a deployment asks of the pass that fills lists: those of the segments that it keeps and the one before did not. Rows of
 * segments that are not kept any more are thrown away, so that they can be kept again one day, and so are those that may have
 * been left of the ones that are.
 *
 * @param before - the keys that were kept before; undefined where there was no list.
 * @returns undefined where nothing has changed.
 */
export const whatToFill = (kept: readonly string[], before: readonly string[] | undefined): FillAsked | undefined => {
  if (before === undefined) return { segments: 'all', forget: [], waitSeconds: settlingSeconds };
  const added = kept.filter((key) => !before.includes(key));
  const removed = before.filter((key) => !kept.includes(key));
  if (added.length + removed.length === 0) return undefined;
  return { segments: added, forget: [...removed, ...added], waitSeconds: settlingSeconds };
};
