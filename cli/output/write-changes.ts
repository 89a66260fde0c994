import { createChangeJournal } from '#lib/tools/replay/change-journal.ts';
import { publishWaiting } from '#lib/tools/replay/publish-waiting.ts';
import type { EmbeddedStore } from '#lib/ports/store/embedded/embedded-store.ts';
import { refuseOverwriting } from '#lib/tools/files/refuse-overwriting.ts';
import { textOption } from '../command/options.ts';
import { storeFile } from '../input/store-options.ts';

/** The file for the changes that a command brings about in a store on this machine. */
export const changesOption = {
  changes: textOption(
    'FILE',
    'With --store: where to write the changes that wait to be published; by default they go on waiting.',
  ),
};

/** The files that a command reads, beside the one it writes its changes to. */
interface ChangesFiles {
  readonly store: string | undefined;
  readonly segments: string | undefined;
  readonly changes: string | undefined;
}

/** @throws {Error} when the changes would overwrite the store or the catalogue. */
export const checkChanges = ({ store, segments, changes }: ChangesFiles): void => {
  const inputs = [store === undefined ? undefined : storeFile(store), segments].filter((file) => file !== undefined);
  refuseOverwriting(inputs, changes === undefined ? [] : [changes]);
};

/** Publishes everything that waits as lines of a file. */
export const writeChanges = async (store: EmbeddedStore, path: string): Promise<void> => {
  const journal = await createChangeJournal(path);
  try {
    await publishWaiting(store, async (rows) => {
      await journal.publish(rows);
      await journal.flush();
    });
  } finally {
    await journal.close();
  }
};
