import { existsSync, statSync } from 'node:fs';
import { join } from 'node:path';
import type { CustomerStore } from '#lib/ports/store/customer-store.ts';
import { storeName } from '#lib/tools/replay/store-draft.ts';
import { openEmbeddedStore, type EmbeddedStore } from '#lib/ports/store/embedded/embedded-store.ts';
import type { Command, OptionValues } from '../command/command.ts';

/** The two places in which a command finds what is held: of these, exactly one is given. */
export const storeOptions = {
  store: { value: 'FILE', meaning: 'A store on this machine, or the directory of a replay that kept one.' },
  table: { value: 'NAME', meaning: 'The table of a deployment; AWS is found as the AWS command line finds it.' },
} as const satisfies Command['options'];

/**
 * The one of two options that was given.
 *
 * @throws {Error} when none is, or both are.
 */
export const oneOf = <const Name extends string>(
  values: OptionValues,
  [one, other]: readonly [Name, Name],
): readonly [name: Name, value: string] => {
  const given = [one, other].flatMap((name) => {
    const value = values[name];
    return value === undefined || value === '' ? [] : [[name, value] as const];
  });
  const [first] = given;
  if (first !== undefined && given.length === 1) return first;
  throw new Error(`Cannot go on without exactly one of --${one} and --${other}: ${given.length} of them are given`);
};

/**
 * The file of a store: as it was named, or in the directory of a replay.
 *
 * @throws {Error} when there is none.
 */
const storeFile = (path: string): string => {
  if (!existsSync(path)) throw new Error(`Cannot open ${path} as a store: there is no such file`);
  if (!statSync(path).isDirectory()) return path;
  const kept = join(path, storeName);
  if (existsSync(kept)) return kept;
  throw new Error(`Cannot open ${path} as a store: the directory has no ${storeName}, as patron replay keeps it`);
};

const openKept = (path: string): EmbeddedStore => openEmbeddedStore(storeFile(path));

/** A table's store. The client is loaded only here, since most commands need none. */
const openTable = async (tableName: string): Promise<CustomerStore> => {
  const { DynamoDBClient } = await import('@aws-sdk/client-dynamodb');
  const { dynamoDbStore } = await import('#lib/ports/store/dynamodb/dynamodb-store.ts');
  return dynamoDbStore({ client: new DynamoDBClient(), tableName });
};

/** What a command does with a store of either kind. */
export interface StoreWork<Result> {
  readonly kept: (store: EmbeddedStore) => Promise<Result>;
  readonly table: (store: CustomerStore) => Promise<Result>;
}

/**
 * Works on the store that the options name, and closes it.
 *
 * @throws {Error} when not exactly one is named, or there is no such file.
 */
export const withStore = async <Result>(values: OptionValues, work: StoreWork<Result>): Promise<Result> => {
  const [kind, name] = oneOf(values, ['store', 'table']);
  if (kind === 'table') return work.table(await openTable(name));
  const store = openKept(name);
  try {
    return await work.kept(store);
  } finally {
    store.close();
  }
};
