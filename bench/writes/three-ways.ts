import { wall } from '#functions/runtime/wall.ts';
import { noPauses } from '#lib/ports/backoff.ts';
import { dynamoDbStore } from '#lib/ports/store/dynamodb/dynamodb-store.ts';
import type { ChangeRow, CustomerStore, CustomerUpdate, LedgerKey } from '#lib/ports/store/customer-store.ts';
import type { Table } from '#lib/ports/store/dynamodb/table.ts';
import { meter } from './metered.ts';
import { quickTable } from './quick-table.ts';
import { writeByTheBook } from './textbook.ts';
import type { Units } from './units.ts';
import type { Written } from './written.ts';

/** The writes of one message, and what they consumed. */
export interface Consumed {
  /** Instants at which anything changed for the person, or for a visitor linked to them. */
  readonly instants: number;
  /** Entries and exits. */
  readonly changes: number;
  readonly ours: Units;
  /** The same store if nothing had changed: the same profiles and events, and no changes to publish. */
  readonly quiet: Units;
  readonly textbook: Units;
}

/** The same decisions stored in three ways, each in a table of its own. */
export interface ThreeWays {
  readonly store: CustomerStore;
  /** The units consumed since the last call. */
  readonly consumed: () => Consumed;
  /** Every item as ours wrote it, in order. */
  readonly written: readonly Written[];
  readonly drop: () => Promise<void>;
}

/** Saves an update without its changes, in a store that loads by itself. */
const saveQuietly = async (quiet: CustomerStore, update: CustomerUpdate): Promise<void> => {
  const events: readonly LedgerKey[] = update.events;
  const loaded = await quiet.load(update.loaded.person, events);
  const { link, ...rest } = update;
  const visitor = link && { visitor: await quiet.load(link.visitor.person, []), changes: [] };
  const result = await quiet.save({ ...rest, loaded, changes: [], ...(visitor && { link: visitor }) });
  if (result === 'conflict') throw new Error('Cannot save without changes: somebody else saved first');
};

const withSave = (store: CustomerStore, save: CustomerStore['save']): CustomerStore =>
  new Proxy(store, {
    get: (target, name) => {
      if (name === 'save') return save;
      const value: unknown = Reflect.get(target, name);
      return typeof value === 'function' ? (value.bind(target) as unknown) : value;
    },
  });

/** @param now - the wall clock of all three. */
export const threeWays = async (endpoint: string, now: () => number): Promise<ThreeWays> => {
  const [own, still, book] = await Promise.all([quickTable(endpoint), quickTable(endpoint), quickTable(endpoint)]);
  const [ours, quiet, textbook] = [meter(own.client), meter(still.client), meter(book.client)];
  const store = dynamoDbStore({ ...wall, ...own, now });
  const quietStore = dynamoDbStore({ ...wall, ...still, now });
  const bookTable: Table = { ...noPauses, ...book, now };
  let rows: readonly ChangeRow[] = [];
  const save: CustomerStore['save'] = async (update) => {
    rows = [...rows, ...update.changes, ...(update.link?.changes ?? [])];
    const [result] = await Promise.all([
      store.save(update),
      saveQuietly(quietStore, update),
      writeByTheBook(bookTable, update),
    ]);
    return result;
  };
  return {
    store: withSave(store, save),
    consumed: () => {
      const changes = rows.reduce((sum, row) => sum + row.changes.length, 0);
      const decided = { instants: rows.length, changes };
      rows = [];
      return { ...decided, ours: ours.consumed(), quiet: quiet.consumed(), textbook: textbook.consumed() };
    },
    written: ours.written,
    drop: async () => {
      for (const table of [own, still, book]) await table.drop();
    },
  };
};
