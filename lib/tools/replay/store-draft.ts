import { existsSync } from 'node:fs';
import { rename, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { openEmbeddedStore, type EmbeddedStore } from '#lib/ports/store/embedded/embedded-store.ts';

/** The name of the store in the directory that a replay writes to. */
export const storeName = 'store.sqlite';

/** The store of a replay under way, which is moved to its place only when the replay has finished. */
export interface StoreDraft {
  readonly store: EmbeddedStore;
  /** Closes the store and moves it to its place. */
  readonly keep: () => Promise<void>;
  /** Closes the store and removes it; does nothing after `keep`. */
  readonly discard: () => Promise<void>;
}

/** Removes a store with all files that SQLite may have left beside it. */
const remove = async (file: string): Promise<void> => {
  await Promise.all(['', '-journal', '-wal', '-shm'].map((suffix) => rm(`${file}${suffix}`, { force: true })));
};

/**
 * Opens a new store. Once it is open, the one that an earlier replay left in the directory is removed with everything that
 * belongs to it.
 *
 * @param file - the store's place; by default `store.sqlite` in the directory.
 * @throws {Error} when the file exists: it is another replay's, whose sequence numbers and receipts would be assigned twice.
 */
export const openDraft = async (out: string, file: string | undefined): Promise<StoreDraft> => {
  if (file !== undefined && existsSync(file)) {
    throw new Error(`Cannot keep a new store in ${file}: the file is there already`);
  }
  const place = file ?? join(out, storeName);
  const draft = `${place}.draft`;
  await remove(draft);
  const store = openEmbeddedStore(draft, 'draft');
  await remove(join(out, storeName));
  let isOpen = true;
  const close = () => {
    if (isOpen) store.close();
    isOpen = false;
  };
  return {
    store,
    keep: async () => {
      close();
      await rename(draft, place);
    },
    discard: async () => {
      close();
      await remove(draft);
    },
  };
};
