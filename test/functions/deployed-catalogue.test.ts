import { writeFileSync } from 'node:fs';
import './configured.ts';
import { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { afterEach, describe, expect, test, vi } from 'vitest';
import { deployedCatalogue } from '#functions/runtime/deployed-catalogue.ts';
import type { CustomerState } from '#lib/core/profile/state.ts';
import { customerKey } from '#lib/core/profile/person.ts';
import { catalogueHash } from '#lib/core/segments/compile/catalogue-hash.ts';
import type { CatalogueSource } from '#lib/core/segments/language/language.ts';
import { noPauses } from '#lib/ports/backoff.ts';
import { dynamoDbStore } from '#lib/ports/store/dynamodb/dynamodb-store.ts';
import { MemoryTable } from '#test/support/memory-table.ts';
import { catalogueJson, noon, purchase } from '#test/use-cases/given.ts';
import { envelope, invoke, listen, sqsEvent, sqsRecord } from './invoke.ts';

const bare = process.env['CATALOGUE_FILE'] ?? '';
const ownHash = catalogueHash(catalogueJson as CatalogueSource);
const carried = { hash: 'carried-by-the-file', source: catalogueJson };

afterEach(() => {
  vi.unstubAllEnvs();
  vi.restoreAllMocks();
});

const deploy = (name: string, text: string): string => {
  const file = `${bare}.${name}`;
  writeFileSync(file, text);
  vi.stubEnv('CATALOGUE_FILE', file);
  return file;
};

describe('deployedCatalogue()', () => {
  test('takes the hash that the file carries', () => {
    deploy('hashed', JSON.stringify(carried));
    expect(deployedCatalogue()).toEqual(carried);
  });

  test('hashes a bare catalogue, as a person has written it', () => {
    expect(deployedCatalogue()).toEqual({ hash: ownHash, source: catalogueJson });
  });

  test('says which file it cannot read', () => {
    vi.stubEnv('CATALOGUE_FILE', `${bare}.none`);
    expect(deployedCatalogue).toThrow(`Cannot read ${bare}.none as the catalogue's JSON`);
    const file = deploy('bad', '{"currency":"GBP"');
    expect(deployedCatalogue).toThrow(`Cannot read ${file} as the catalogue's JSON`);
  });
});

/** The state that a fresh `update` leaves of a person who has bought something at noon. */
const leftBehind = async (): Promise<CustomerState | undefined> => {
  listen();
  const { client, tableName } = new MemoryTable();
  const everyClient: { send: (command: never) => unknown } = DynamoDBClient.prototype;
  vi.spyOn(everyClient, 'send').mockImplementation((command) => client.send(command));
  vi.stubEnv('TABLE_NAME', tableName);
  vi.resetModules();
  const { handler } = await import('#functions/update.ts');
  await invoke(handler, sqsEvent(sqsRecord(envelope(purchase({ customerId: 'ada' })), { arrivedAt: noon })));
  const { record } = await dynamoDbStore({ client, tableName, now: () => noon, ...noPauses }).load(
    customerKey('ada'),
    [],
  );
  return record?.kind === 'profile' ? record.state : undefined;
};

describe('update', () => {
  test('stamps states with the hash that the file carries', async () => {
    deploy('hashed', JSON.stringify(carried));
    expect(await leftBehind()).toMatchObject({ catalogue: carried.hash });
  });

  test('stamps states with the catalogue’s own hash where the file carries none', async () => {
    expect(await leftBehind()).toMatchObject({ catalogue: ownHash });
  });

  test('decides by the time zone of its catalogue, whose rules it has loaded', async () => {
    const when = { performed: 'PurchaseMade', where: { 'local.hour': { eq: 17 } } };
    const catalogue = { currency: 'GBP', segments: [{ key: 'at-five', when }] };
    deploy('zoned', JSON.stringify({ ...catalogue, timeZone: 'Asia/Kathmandu' }));
    expect(await leftBehind()).toMatchObject({ memberships: { 'at-five': noon } });
    deploy('utc', JSON.stringify(catalogue));
    expect(await leftBehind()).toMatchObject({ memberships: {} });
  });
});
