import { existsSync } from 'node:fs';
import type { CustomerStore } from '#lib/store/customer-store.ts';
import { openEmbeddedStore, type EmbeddedStore } from '#lib/store/embedded-store.ts';
import type { Command, OptionValues } from './command.ts';

/** The two places in which a command finds what is held: of these, exactly one is given. */
export const storeOptions = {
  store: { value: 'FILE', meaning: 'A store on this machine, as replay --store keeps it.' },
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

const openKept = (file: string): EmbeddedStore => {
  if (existsSync(file)) return openEmbeddedStore(file);
  throw new Error(`Cannot open ${file} as a store: there is no such file`);
};

/** A table's store. The client is loaded only here, since most commands need none. */
const openTable = async (tableName: string): Promise<CustomerStore> => {
  const { DynamoDBClient } = await import('@aws-sdk/client-dynamodb');
  const { dynamoDbStore } = await import('#lib/store/dynamodb-store.ts');
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
