import type { EmbeddedStore } from '#lib/ports/store/embedded/embedded-store.ts';

/** Rows handed on in one call. */
const pageSize = 1000;

/** Hands on all rows that wait to be published, as the JSON in which they are stored, and acknowledges those that were taken. */
export const publishWaiting = async (
  store: EmbeddedStore,
  publish: (rows: readonly string[]) => Promise<void>,
): Promise<void> => {
  for (let rows = store.unpublished(pageSize); rows.length > 0; rows = store.unpublished(pageSize)) {
    await publish(rows.map(({ body }) => body));
    store.published(rows.at(-1)?.position ?? 0);
  }
};
