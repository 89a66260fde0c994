import { publishChanges } from '#lib/publisher/publish-changes.ts';
import { createChangeJournal } from '#lib/replay/change-journal.ts';
import { createLineFile } from '#lib/replay/line-file.ts';
import type { EmbeddedStore } from '#lib/store/embedded-store.ts';
import { wall } from '../wall.ts';

const pageSize = 1000;

/** Publishes everything that waits as lines of a file. */
export const writeChanges = async (store: EmbeddedStore, path: string): Promise<void> => {
  const file = await createLineFile(path);
  const deps = { publisher: createChangeJournal(file), sleep: wall.sleep };
  try {
    for (let rows = store.unpublished(pageSize); rows.length > 0; rows = store.unpublished(pageSize)) {
      await publishChanges(
        deps,
        rows.map(({ row }) => row),
      );
      await file.flush('all');
      store.published(rows.at(-1)?.position ?? 0);
    }
  } finally {
    await file.close();
  }
};
