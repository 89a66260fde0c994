import type { EmbeddedStore } from '#lib/ports/store/embedded/embedded-store.ts';
import type { WrittenWaitingRow } from '#lib/ports/store/embedded/waiting-rows.ts';

/** Lines or reviews taken between two publications: few enough for their garbage to be collected while it is young. */
export const publishedTogether = 512;

/** Rows handed on in one call. */
const pageSize = 1000;

/** Hands on all rows that wait to be published, and acknowledges those that were taken. */
export const publishWaiting = async (
  store: EmbeddedStore,
  publish: (rows: readonly WrittenWaitingRow[]) => void | Promise<void>,
): Promise<void> => {
  for (let rows = store.unpublished(pageSize); rows.length > 0; rows = store.unpublished(pageSize)) {
    await publish(rows);
    store.published(rows.at(-1)?.position ?? 0);
  }
};
