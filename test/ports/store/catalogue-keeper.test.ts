import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { describe, expect, test } from 'vitest';
import { allPersons } from '#lib/ports/store/all-persons.ts';
import { noPauses } from '#lib/ports/backoff.ts';
import { dynamoDbStore } from '#lib/ports/store/dynamodb/dynamodb-store.ts';
import { dynamoDbCatalogues } from '#lib/ports/store/dynamodb/kept-catalogues.ts';
import { openEmbeddedStore } from '#lib/ports/store/embedded/embedded-store.ts';
import { newFolder } from '#test/support/folder.ts';
import { MemoryTable } from '#test/support/memory-table.ts';
import { catalogueKeeperContract } from './contract/catalogue-keeper.contract.ts';
import { ada, noon, touch } from './contract/store-samples.ts';

catalogueKeeperContract('embedded, in memory', async () => {
  const store = openEmbeddedStore();
  return { keeper: store.catalogues, close: () => store.close() };
});

catalogueKeeperContract('embedded, in a file', async () => {
  const store = openEmbeddedStore(join(newFolder(), 'store.sqlite'));
  return { keeper: store.catalogues, close: () => store.close() };
});

catalogueKeeperContract('DynamoDB, over a table in memory', async () => {
  const table = new MemoryTable();
  return { keeper: dynamoDbCatalogues(table), close: () => table.client.destroy() };
});

describe('a kept catalogue', () => {
  test('outlives the store in its file', async () => {
    const file = join(newFolder(), 'store.sqlite');
    const source = { currency: 'GBP', segments: [] };
    const first = openEmbeddedStore(file);
    await first.catalogues.keep({ deployment: 4, source });
    first.close();
    const second = openEmbeddedStore(file);
    expect(await second.catalogues.latest()).toEqual({ deployment: 4, source });
    second.close();
  });

  test('is missing in a store that was made before there were any, until one is kept', async () => {
    const file = join(newFolder(), 'store.sqlite');
    const made = openEmbeddedStore(file);
    await touch(made, ada, {});
    made.close();
    const database = new DatabaseSync(file);
    database.exec('DROP TABLE IF EXISTS catalogue');
    database.close();
    const store = openEmbeddedStore(file);
    expect(await store.catalogues.latest()).toBeUndefined();
    await store.catalogues.keep({ deployment: 1, source: { currency: 'GBP', segments: [] } });
    expect(await store.catalogues.latest()).toMatchObject({ deployment: 1 });
    store.close();
  });

  test('is no person of the table, and nothing that is due or published', async () => {
    const table = new MemoryTable();
    const store = dynamoDbStore({ client: table.client, tableName: table.tableName, now: () => noon, ...noPauses });
    await dynamoDbCatalogues(table).keep({ deployment: 1, source: { currency: 'GBP', segments: [] } });
    expect(await Array.fromAsync(allPersons(store))).toEqual([]);
    expect(await Array.fromAsync(store.due(noon))).toEqual([]);
    const [item] = table.inserted;
    expect(item?.['sk']?.S).toMatch(/^\d+$/);
  });
});
