import { createRowJournal } from '#lib/replay/publication/row-journal.ts';
import type { EmbeddedStore } from '#lib/store/embedded-store.ts';

const pageSize = 1000;

/** Publishes everything that waits as lines of a file. */
export const writeChanges = async (store: EmbeddedStore, path: string): Promise<void> => {
  const journal = await createRowJournal(path);
  try {
    for (let rows = store.unpublished(pageSize); rows.length > 0; rows = store.unpublished(pageSize)) {
      await journal.publish(rows.map(({ body }) => body));
      await journal.flush();
      store.published(rows.at(-1)?.position ?? 0);
    }
  } finally {
    await journal.close();
  }
};
