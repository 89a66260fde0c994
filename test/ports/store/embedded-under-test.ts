import { DatabaseSync } from 'node:sqlite';
import { openEmbeddedStore } from '#lib/ports/store/embedded/embedded-store.ts';
import { outboxRowIn } from '#lib/ports/store/embedded/outbox-json.ts';
import { asGiven } from './contract/store-answers.ts';

/** A row of changes as it was given. */
export const rowOf = ({ body }: { readonly body: string }) => asGiven(outboxRowIn(body));

/** Publishes all that waits. */
export const publishAll = (store: ReturnType<typeof openEmbeddedStore>) => {
  const rows = store.unpublished(10_000);
  const last = rows.at(-1);
  if (last !== undefined) store.published(last.position);
  return rows.map(rowOf);
};

/** All rows of all tables of a store's file. */
const dump = (path: string): string => {
  const database = new DatabaseSync(path, { readOnly: true });
  const tables = database.prepare("SELECT name FROM sqlite_schema WHERE type = 'table'").all();
  const rows = tables.flatMap(({ name }) => database.prepare(`SELECT * FROM ${String(name)}`).all());
  database.close();
  return JSON.stringify(rows);
};

/** An embedded store as the contract of stores asks for one. */
export const embeddedUnderTest = (path: string, options?: Parameters<typeof openEmbeddedStore>[1]) => {
  const store = openEmbeddedStore(path, options);
  return {
    store,
    announced: async () => publishAll(store),
    everything: async () => dump(path),
    close: async () => store.close(),
  };
};
