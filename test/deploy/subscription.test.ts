import { mkdirSync } from 'node:fs';
import { DescribeLogGroupsCommand, FilterLogEventsCommand } from '@aws-sdk/client-cloudwatch-logs';
import { afterAll, beforeAll, expect, test, vi } from 'vitest';
import { accountIn } from '#lib/tools/removal/account.ts';
import { runBareCdk } from '#infra/local/cdk.ts';
import { connectTo, outputsIn, until } from './deployed.ts';
import { startEmulator, workFolder, type Emulator } from '#infra/local/emulator.ts';
import type { Entry } from './shop-events.ts';

const app = ['--app', 'node_modules/.bin/node test/infra/subscriber-app.ts'] as const;

let emulator: Emulator;

beforeAll(async () => {
  mkdirSync(workFolder, { recursive: true });
  emulator = await startEmulator();
  for (const [name, value] of Object.entries(emulator.environment)) if (name.startsWith('AWS')) vi.stubEnv(name, value);
  await runBareCdk(emulator, ['bootstrap', emulator.target, ...app]);
});

afterAll(async () => {
  vi.unstubAllEnvs();
  await emulator?.stop();
});

const orderOf = (customerId: string, total: number): Entry => ({
  source: 'shop.checkout',
  'detail-type': 'PurchaseMade',
  detail: {
    eventId: `order-of-${customerId}`,
    customerId,
    occurredAt: new Date().toISOString(),
    orderId: `order-of-${customerId}`,
    currency: 'GBP',
    total,
  },
});

/** The changes that the function of the subscriber has logged. */
const handed = async (): Promise<readonly string[]> => {
  const { logs } = accountIn(undefined);
  const { logGroups = [] } = await logs.send(
    new DescribeLogGroupsCommand({ logGroupNamePrefix: '/aws/lambda/Campaigns-Mail' }),
  );
  const lines = await Promise.all(
    logGroups.map(({ logGroupName }) => logs.send(new FilterLogEventsCommand({ logGroupName }))),
  );
  return lines
    .flatMap(({ events = [] }) => events)
    .flatMap(({ message = '' }) => /handed (\{.*\})/.exec(message)?.[1] ?? [])
    .map((entry) => {
      const { detail, 'detail-type': type } = JSON.parse(entry);
      return `${detail.customerId} ${type} ${detail.segment.key}`;
    });
};

test('a function is handed the changes of its segment, and no others', async () => {
  const printed = await runBareCdk(emulator, ['deploy', '--all', '--require-approval', 'never', ...app]);
  const { put } = connectTo(emulator, outputsIn(printed));
  await put(orderOf('ada', 30_000));
  await put(orderOf('grace', 900));
  const found = await until(handed, (entries) => new Set(entries).size >= 2, { seconds: 300, what: 'two changes' });
  // Ada has become a big spender as well, which nobody subscribed to.
  expect(new Set(found)).toEqual(new Set(['ada SegmentEntered buyers', 'grace SegmentEntered buyers']));
});
