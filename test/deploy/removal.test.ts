import { mkdirSync } from 'node:fs';
import { resolve } from 'node:path';
import { ListTablesCommand } from '@aws-sdk/client-dynamodb';
import { DescribeKeyCommand, ListKeysCommand } from '@aws-sdk/client-kms';
import { PutObjectCommand } from '@aws-sdk/client-s3';
import { DeleteRuleCommand, PutRuleCommand } from '@aws-sdk/client-eventbridge';
import { afterAll, beforeAll, expect, test, vi } from 'vitest';
import { accountIn, type Account } from '#lib/tools/removal/account.ts';
import { inventoryOf } from '#lib/tools/removal/inventory.ts';
import { patron, type Ran } from '#test/cli/command-line.ts';
import { runCdk, type StageSettings } from './cdk.ts';
import { startEmulator, workFolder, type Emulator } from '#infra/local/emulator.ts';

const shop: StageSettings = { name: 'kept-shop' };
const neighbour: StageSettings = { name: 'kept-shop-staging', keep: false };
const deployAll = ['deploy', '--all', '--require-approval', 'never'] as const;
const destroyAll = ['destroy', '--all', '--force'] as const;

let emulator: Emulator;
let account: Account;

beforeAll(async () => {
  mkdirSync(workFolder, { recursive: true });
  emulator = await startEmulator();
  for (const [name, value] of Object.entries(emulator.environment)) if (name.startsWith('AWS')) vi.stubEnv(name, value);
  account = accountIn(undefined);
  await runCdk(emulator, ['bootstrap', emulator.target]);
});

afterAll(async () => {
  vi.unstubAllEnvs();
  await emulator?.stop();
});

const remove = (settings: StageSettings, ...options: readonly string[]): Promise<Ran> =>
  patron(['remove', '--stage', resolve(workFolder, 'stages', `${String(settings.name)}.json`), ...options]);

const tablesOf = async (name: string): Promise<readonly string[]> => {
  const { TableNames = [] } = await account.tables.send(new ListTablesCommand({}));
  return TableNames.filter((table) => table.startsWith(`${name}-state-`));
};

const keysInUse = async (): Promise<number> => {
  const { Keys = [] } = await account.keys.send(new ListKeysCommand({}));
  const states = Keys.map(({ KeyId }) => account.keys.send(new DescribeKeyCommand({ KeyId })));
  return (await Promise.all(states)).filter(({ KeyMetadata }) => KeyMetadata?.KeyState === 'Enabled').length;
};

const typesIn = ({ stdout }: Ran) => new Set([...stdout.matchAll(/^ {2}(AWS::\S+) /gm)].map(([, type]) => type));

/** What is kept when a deployment is destroyed, but for the archive, which the local AWS does not have. */
const keptTypes = new Set([
  'AWS::DynamoDB::GlobalTable',
  'AWS::Events::EventBus',
  'AWS::SQS::Queue',
  'AWS::S3::Bucket',
  'AWS::KMS::Key',
]);

test('a deployment that keeps what it knows is removed for good, after it was destroyed, and deployed again', async () => {
  await runCdk(emulator, deployAll, neighbour);
  await runCdk(emulator, deployAll, shop);
  const [table] = await tablesOf('kept-shop');
  const listed = await remove(shop);
  expect(listed.status).toBe(0);
  expect(listed.stdout).toMatch(/^Stack kept-shop, \d+ resources: [^]*^Stack kept-shop-state, \d+ resources: /m);
  for (const type of [...keptTypes, 'AWS::SSM::Parameter', 'AWS::Logs::LogGroup']) {
    expect(typesIn(listed)).toContain(type);
  }
  expect(listed.stdout).not.toContain('kept-shop-staging');

  await runCdk(emulator, destroyAll, shop);
  const kept = await remove(shop, '--dry-run');
  expect(typesIn(kept)).toEqual(keptTypes);
  expect(kept.stdout).not.toContain('Stack');
  const { loose } = await inventoryOf(account, 'kept-shop');
  const buckets = loose.flatMap(({ type, id }) => (type === 'AWS::S3::Bucket' ? [id] : []));
  expect(buckets.toSorted()).toEqual([
    expect.stringContaining('changepublicationfailures'),
    expect.stringContaining('insightresults'),
  ]);
  for (const Bucket of buckets) await account.buckets.send(new PutObjectCommand({ Bucket, Key: 'kept', Body: '{}' }));

  const listener = { Name: 'someone-listens', EventBusName: 'kept-shop' };
  await account.buses.send(new PutRuleCommand({ ...listener, EventPattern: '{"source":["patron"]}' }));
  const refused = await remove(shop, '--confirm', 'kept-shop');
  expect(refused.stderr).toContain('current rules are someone-listens');
  expect(await tablesOf('kept-shop')).toEqual([table]);
  await account.buses.send(new DeleteRuleCommand(listener));

  const removed = await remove(shop, '--confirm', 'kept-shop');
  expect(removed).toMatchObject({ status: 0, stderr: 'There is nothing left of kept-shop.\n' });
  expect(await tablesOf('kept-shop')).toEqual([]);
  expect(await remove(shop)).toMatchObject({ status: 0, stdout: '', stderr: 'There is nothing of kept-shop.\n' });
  await runCdk(emulator, deployAll, shop);
});

test('a deployment over what an earlier one has kept is refused, and leaves nothing of its own behind', async () => {
  const [table] = await tablesOf('kept-shop');
  await runCdk(emulator, destroyAll, shop);
  const keys = await keysInUse();
  await expect(runCdk(emulator, deployAll, shop)).rejects.toThrow(/kept-shop.*already exists/s);
  expect(await tablesOf('kept-shop')).toEqual([table]);
  expect(await keysInUse()).toBe(keys);
  expect((await remove(shop, '--confirm', 'kept-shop')).status).toBe(0);
  expect(await tablesOf('kept-shop')).toEqual([]);
});

test('a deployment that is there is removed with its stacks, and no other one', async () => {
  expect((await inventoryOf(account, 'kept-shop-staging')).stacks).toHaveLength(2);
  expect((await remove(neighbour, '--confirm', 'kept-shop-staging')).status).toBe(0);
  expect(await inventoryOf(account, 'kept-shop-staging')).toEqual({ stacks: [], loose: [], listeners: [] });
});
