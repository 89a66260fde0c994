import { existsSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { wall } from '#functions/runtime/wall.ts';
import type { CatalogueKeeper } from '#lib/ports/store/catalogue-keeper.ts';
import type { CustomerStore } from '#lib/ports/store/customer-store.ts';
import { storeName } from '#lib/tools/replay/output-files.ts';
import { openEmbeddedStore, type EmbeddedStore } from '#lib/ports/store/embedded/embedded-store.ts';
import { namingStore } from '#lib/ports/store/embedded/naming-store.ts';
import { dynamoDbClient } from './dynamodb-client.ts';
import { exactlyOne, textOption } from '../command/options.ts';

/** The two places in which a command finds the profiles: exactly one of them is given. */
export const storeOptions = {
  store: textOption('FILE', 'A store on this machine, or the directory of a replay that kept one.'),
  table: textOption('NAME', 'The table of a deployment; AWS is found as the AWS command line finds it.'),
};

/**
 * The file of a store: the one that was named, or the one in the directory of a replay.
 *
 * @throws {Error} when there is none.
 */
export const storeFile = (path: string): string => {
  if (!existsSync(path)) throw new Error(`Cannot open ${path} as a store: there is no such file`);
  if (!statSync(path).isDirectory()) return path;
  const kept = join(path, storeName);
  if (existsSync(kept)) return kept;
  throw new Error(`Cannot open ${path} as a store: the directory has no ${storeName}, as patron replay keeps it`);
};

/** A store as the options name it. */
export interface Opened<Store extends CustomerStore = CustomerStore> {
  readonly store: Store;
  readonly catalogues: CatalogueKeeper;
  /** Names it in messages. */
  readonly place: string;
}

/** The work of a command on either kind of store. */
export interface StoreWork<Result> {
  readonly kept: (opened: Opened<EmbeddedStore>) => Promise<Result>;
  readonly table: (opened: Opened) => Promise<Result>;
}

/** The store that the options name. */
export interface NamedStore {
  readonly store?: string | undefined;
  readonly table?: string | undefined;
}

/** The store is loaded only here, since most commands need none. */
const openTable = async (tableName: string): Promise<Opened> => {
  const { dynamoDbStore } = await import('#lib/ports/store/dynamodb/dynamodb-store.ts');
  const { dynamoDbCatalogues } = await import('#lib/ports/store/dynamodb/kept-catalogues.ts');
  const table = { ...wall, client: await dynamoDbClient(), tableName };
  return { store: dynamoDbStore(table), catalogues: dynamoDbCatalogues(table), place: tableName };
};

/**
 * Works on the store that the options name, and closes it.
 *
 * @throws {Error} when not exactly one is named, or there is no such file.
 */
export const withStore = async <Result>(
  { store: path, table }: NamedStore,
  work: StoreWork<Result>,
): Promise<Result> => {
  const [kind, name] = exactlyOne({ store: path, table }, ['store', 'table']);
  if (kind === 'table') return work.table(await openTable(name));
  return namingStore(name, async () => {
    const store = openEmbeddedStore(storeFile(name));
    try {
      return await work.kept({ store, catalogues: store.catalogues, place: name });
    } finally {
      store.close();
    }
  });
};
