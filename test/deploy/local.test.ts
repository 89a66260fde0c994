import { spawn, type ChildProcess } from 'node:child_process';
import { DynamoDBClient, ListTablesCommand, ScanCommand } from '@aws-sdk/client-dynamodb';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { connectTo, until } from './deployed.ts';

let local: ChildProcess;
let said = '';
let endpoint: string;

const hasSaid = (what: RegExp, seconds: number): Promise<string> =>
  until(
    async () => said,
    (text) => {
      if (local.exitCode !== null && !what.test(text)) throw new Error(`Cannot wait for ${String(what)}:\n${text}`);
      return what.test(text);
    },
    { seconds, what: String(what) },
  );

const environment = () => ({ AWS_ENDPOINT_URL: endpoint, AWS_REGION: 'us-east-1' });

beforeAll(async () => {
  local = spawn('node_modules/.bin/node', ['infra/local/run-local.ts'], { stdio: ['ignore', 'pipe', 'pipe'] });
  for (const stream of [local.stdout, local.stderr])
    stream?.setEncoding('utf8').on('data', (text: string) => {
      said += text;
    });
  endpoint = /answers at (\S+)\. /.exec(await hasSaid(/answers at \S+\. /, 300))?.[1] ?? '';
});

afterAll(() => {
  local.kill('SIGINT');
});

test('npm run local deploys, tries the deployment out without a trace, prints changes, and ends with all that it started', async () => {
  await hasSaid(/^The canary: /m, 900);
  const report: unknown = JSON.parse(/^The canary: (.*)$/m.exec(said)?.[1] ?? '');
  expect(report).toMatchObject({ type: 'PurchaseMade', profileMs: expect.any(Number), changeMs: expect.any(Number) });
  expect(report).toHaveProperty('entered', expect.arrayContaining(['new-customers']));

  await hasSaid(/until you press Ctrl-C/, 60);
  const credentials = { accessKeyId: 'test', secretAccessKey: 'test' };
  const tables = new DynamoDBClient({ endpoint, region: 'us-east-1', credentials });
  const { TableNames = [] } = await tables.send(new ListTablesCommand({}));
  expect(TableNames.length).toBeGreaterThan(2);
  const scans = await Promise.all(TableNames.map((TableName) => tables.send(new ScanCommand({ TableName }))));
  const rows = JSON.stringify(scans.flatMap(({ Items = [] }) => Items));
  expect(rows).toContain('DEPLOYMENT');
  expect(rows).not.toMatch(/patron-canary|"CANARY"/);

  const outputs = { busName: 'patron-local', tableName: '', queueUrl: '' };
  const { put } = connectTo({ environment: environment(), target: '', stop: async () => {} }, outputs);
  await put({
    source: 'shop.checkout',
    'detail-type': 'PurchaseMade',
    detail: {
      eventId: 'order-1',
      customerId: 'ada',
      occurredAt: new Date().toISOString(),
      orderId: 'order-1',
      currency: 'EUR',
      total: 1999,
    },
  });
  await hasSaid(/^SegmentEntered ada new-customers$/m, 120);
  expect(said).not.toContain('patron-canary');

  local.kill('SIGINT');
  await hasSaid(/The local AWS is gone, with everything in it\./, 60);
  await until(
    async () => local.exitCode,
    (code) => code === 0,
    { seconds: 30, what: 'the end' },
  );
  await expect(fetch(`${endpoint}/_ministack/health`)).rejects.toThrow('fetch failed');
});
