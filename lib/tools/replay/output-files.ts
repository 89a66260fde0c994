import { existsSync } from 'node:fs';
import { mkdir, rm } from 'node:fs/promises';
import { dirname, join, resolve } from 'node:path';
import { namingStore } from '#lib/ports/store/embedded/naming-store.ts';
import { openDraft, removeStore, type StoreDraft } from './store-draft.ts';
import { withWriteLock } from './write-lock.ts';

/** The name of the store in the directory that a replay writes to. */
export const storeName = 'store.sqlite';

/** The files that a replay writes to its directory. */
export interface OutputFiles {
  readonly changes: string;
  readonly profiles: string;
  readonly quarantine: string;
  readonly summary: string;
  /** The store, unless it has another place. */
  readonly store: string;
}

/** The files of a replay into a directory. */
export const outputFiles = (out: string): OutputFiles => ({
  changes: join(out, 'changes.jsonl'),
  profiles: join(out, 'profiles.jsonl'),
  quarantine: join(out, 'quarantine.jsonl'),
  summary: join(out, 'summary.json'),
  store: join(out, storeName),
});

/** The place that a replay writes to. */
export interface Output {
  /** The directory; it is created if necessary. */
  readonly out: string;
  /** A new file for the store; by default `store.sqlite` in the directory, which replaces an existing one. */
  readonly store?: string | undefined;
}

/**
 * Works with a new store as the only replay that writes to a place. The results of an earlier replay are removed as soon as
 * the new one can begin, so that files of two replays never stand beside each other.
 *
 * @throws {Error} leaving earlier results as they were, when another replay is at work or the store cannot be made.
 */
export const withOutput = async <Result>(
  { out, store }: Output,
  work: (draft: StoreDraft) => Promise<Result>,
): Promise<Result> => {
  const files = outputFiles(out);
  await mkdir(out, { recursive: true });
  if (store !== undefined) checkPlace(store, files);
  const place = store ?? files.store;
  const begin = async () => {
    const draft = await openDraft(place);
    try {
      await removeEarlier(files);
      return await work(draft);
    } finally {
      await draft.discard();
    }
  };
  const alone = store === undefined ? begin : () => withWriteLock({ place: store, file: `${store}.lock` }, begin);
  return namingStore(place, () => withWriteLock({ place: out, file: join(out, 'replay.lock') }, alone));
};

/**
 * Refuses a place for a new store before anything is written.
 *
 * @throws {Error} when the file exists: it is another replay's, whose sequence numbers and receipts would be assigned
 * twice; when its directory does not exist, or the replay writes another file there.
 */
const checkPlace = (place: string, { store: _store, ...others }: OutputFiles): void => {
  const refuse = (reason: string): never => {
    throw new Error(`Cannot keep a new store in ${place}: ${reason}`);
  };
  if (existsSync(place)) refuse('the file is there already');
  if (!existsSync(dirname(place))) refuse('its directory does not exist');
  if (Object.values(others).some((each) => resolve(each) === resolve(place)))
    refuse('the replay writes another file there');
};

const removeEarlier = async ({ store, ...files }: OutputFiles): Promise<void> => {
  await Promise.all([removeStore(store), ...Object.values(files).map((file) => rm(file, { force: true }))]);
};
