import type { ObjectStore } from '#lib/ports/objects/object-store.ts';
import { packLines, unpackLines } from './kept-lines.ts';
import type { StageWork } from './stage-work.ts';

/** How far a part has come. What it has found up to there is kept with it, so that nobody is counted twice whatever fails. */
export interface Progress {
  /** Where to go on; at the beginning by default. */
  readonly after?: string | undefined;
  readonly isDone: boolean;
}

const withHead = function* (progress: Progress, work: StageWork): Iterable<string> {
  yield JSON.stringify(progress);
  yield* work.lines();
};

/** Keeps how far a part has come and what it has found. */
export const keepWork = (objects: ObjectStore, key: string, kept: Progress & { readonly work: StageWork }) => {
  const { after, isDone, work } = kept;
  return objects.put(key, packLines(withHead({ ...(after !== undefined && { after }), isDone }, work)));
};

/** Adds what a part has found to `work`, and tells how far it has come; undefined where it has not begun. */
export const takeWork = async (objects: ObjectStore, key: string, work: StageWork): Promise<Progress | undefined> => {
  const body = await objects.get(key);
  if (body === undefined) return undefined;
  const lines = unpackLines(body)[Symbol.iterator]();
  const { value: head } = lines.next();
  work.merge({ [Symbol.iterator]: () => lines });
  return JSON.parse(head ?? '') as Progress;
};
