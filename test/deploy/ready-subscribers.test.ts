import { mkdirSync } from 'node:fs';
import { createServer, type IncomingMessage, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { text } from 'node:stream/consumers';
import { DescribeLogGroupsCommand, FilterLogEventsCommand } from '@aws-sdk/client-cloudwatch-logs';
import { Webhook } from 'standardwebhooks';
import { afterAll, beforeAll, expect, test, vi } from 'vitest';
import { accountIn } from '#lib/tools/removal/account.ts';
import { runBareCdk } from '#infra/local/cdk.ts';
import { connectTo, outputsIn, until } from './deployed.ts';
import { startEmulator, workFolder, type Emulator } from '#infra/local/emulator.ts';

const app = ['--app', 'node_modules/.bin/node test/infra/ready-subscribers-app.ts'] as const;
const secret = `whsec_${Buffer.alloc(32, 1).toString('base64')}`;
const older = `whsec_${Buffer.alloc(32, 2).toString('base64')}`;

interface Told {
  readonly changeId: string;
  readonly segment: { readonly key: string };
}

let emulator: Emulator;
let server: Server;
const received: string[] = [];
let refusals = 1;

/** Takes a call as a receiver does that still has the older secret; the first one finds it down, and has to come again. */
const receive = async (request: IncomingMessage): Promise<number> => {
  const body = await text(request);
  refusals -= 1;
  if (refusals >= 0) return 503;
  const { headers } = request;
  const { changeId, segment } = new Webhook(older).verify(body, headers as Record<string, string>) as Told;
  received.push(`${String(headers['webhook-id'])} ${changeId} ${segment.key}`);
  return 204;
};

beforeAll(async () => {
  mkdirSync(workFolder, { recursive: true });
  server = createServer((request, response) => {
    void receive(request).then((status) => response.writeHead(status).end());
  });
  await new Promise<void>((listening) => {
    server.listen(0, '127.0.0.1', listening);
  });
  const { port } = server.address() as AddressInfo;
  emulator = await startEmulator();
  const more = { WEBHOOK_URL: `http://127.0.0.1:${port}/patron`, WEBHOOK_SECRETS: `${secret} ${older}` };
  emulator = { ...emulator, environment: { ...emulator.environment, ...more } };
  for (const [name, value] of Object.entries(emulator.environment)) if (name.startsWith('AWS')) vi.stubEnv(name, value);
  await runBareCdk(emulator, ['bootstrap', emulator.target, ...app]);
});

afterAll(async () => {
  vi.unstubAllEnvs();
  await emulator?.stop();
  server?.close();
});

/** What the function that mails has logged. */
const mailed = async (): Promise<readonly string[]> => {
  const { logs } = accountIn(undefined);
  const { logGroups = [] } = await logs.send(
    new DescribeLogGroupsCommand({ logGroupNamePrefix: '/aws/lambda/Ready-Mailer' }),
  );
  const lines = await Promise.all(
    logGroups.map(({ logGroupName }) => logs.send(new FilterLogEventsCommand({ logGroupName }))),
  );
  return lines
    .flatMap(({ events = [] }) => events)
    .flatMap(({ message = '' }) => /\{"changeId":.*\}/.exec(message)?.[0] ?? [])
    .map((line) => {
      const { changeId, status, segment } = JSON.parse(line);
      return `${changeId} ${status} ${segment}`;
    });
};

const heard = async () => ({ mailed: await mailed(), received });

test('the ready subscribers are handed a change once, and post it signed by both secrets', async () => {
  const printed = await runBareCdk(emulator, ['deploy', '--all', '--require-approval', 'never', ...app]);
  const { put } = connectTo(emulator, outputsIn(printed));
  await put({
    source: 'shop.checkout',
    'detail-type': 'PurchaseMade',
    detail: {
      eventId: 'order-1',
      customerId: 'ada',
      occurredAt: new Date().toISOString(),
      orderId: 'order-1',
      currency: 'GBP',
      total: 900,
    },
  });
  const found = await until(heard, (all) => all.mailed.length > 0 && all.received.length > 0, {
    seconds: 400,
    what: 'a mail and a call of the webhook',
  });
  expect(found.mailed).toEqual(['ada:1 entered buyers']);
  expect(found.received).toEqual(['ada:1 ada:1 buyers']);
});
