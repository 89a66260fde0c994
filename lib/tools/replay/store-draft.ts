import { readdir, rename, rm } from 'node:fs/promises';
import { basename, dirname, join } from 'node:path';
import { openEmbeddedStore, type EmbeddedStore } from '#lib/ports/store/embedded/embedded-store.ts';
import { writtenRow } from './written-row.ts';

/** The store of a replay under way, which is moved to its place only when the replay has finished. */
export interface StoreDraft {
  /** Its file until then. */
  readonly file: string;
  readonly store: EmbeddedStore;
  /** Closes the store and moves it to its place. */
  readonly keep: () => Promise<void>;
  /** Closes the store and removes it; does nothing after `keep`. */
  readonly discard: () => Promise<void>;
}

/** Removes a store with all files that SQLite may have left beside it. */
export const removeStore = async (file: string): Promise<void> => {
  await Promise.all(['', '-journal', '-wal', '-shm'].map((suffix) => rm(`${file}${suffix}`, { force: true })));
};

const partsOf = (file: string): string => `${file}.part-`;

/** The file of one part of a store that several threads fill. */
export const partOf = (file: string, part: number): string => `${partsOf(file)}${part}`;

/** Removes what an interrupted replay has left of a draft, which may have had more threads than the next. */
const removeDraft = async (draft: string): Promise<void> => {
  const folder = dirname(draft);
  const names = (await readdir(folder)).filter((name) => name.startsWith(basename(partsOf(draft))));
  await Promise.all([removeStore(draft), ...names.map((name) => rm(join(folder, name), { force: true }))]);
};

/** Opens a new store beside its place. */
export const openDraft = async (place: string): Promise<StoreDraft> => {
  const draft = `${place}.draft`;
  await removeDraft(draft);
  const store = openEmbeddedStore(draft, { write: writtenRow });
  let isOpen = true;
  const close = () => {
    if (isOpen) store.close();
    isOpen = false;
  };
  return {
    file: draft,
    store,
    keep: async () => {
      close();
      await rename(draft, place);
    },
    discard: async () => {
      close();
      await removeStore(draft);
    },
  };
};
