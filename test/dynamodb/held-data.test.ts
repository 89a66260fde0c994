import { createHash } from 'node:crypto';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { json } from 'node:stream/consumers';
import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest';
import { wall } from '#functions/runtime/wall.ts';
import { readMessage } from '#lib/ports/queue/queue-message.ts';
import { receiveEvents } from '#lib/use-cases/intake/receive-events.ts';
import { dynamoDbStore } from '#lib/ports/store/dynamodb/dynamodb-store.ts';
import { patron } from '#test/cli/command-line.ts';
import { startDynamoDb, type LocalDynamoDb } from '#test/support/dynamodb-local.ts';
import { createLocalTable, type LocalTable } from '#test/support/local-table.ts';
import { dayMs, embedded, erasure, linking, messageOf, noon, purchase, visit } from '#test/use-cases/given.ts';

interface SentBatch {
  readonly Entries: readonly { readonly Id: string; readonly MessageBody: string; readonly MessageGroupId: string }[];
}

/** A queue that takes everything and remembers it. */
const queueServer = () => {
  const sent: SentBatch['Entries'][number][] = [];
  const take = ({ Entries }: SentBatch): string => {
    sent.push(...Entries);
    const Successful = Entries.map(({ Id, MessageBody }) => ({
      Id,
      MessageId: `m-${Id}`,
      MD5OfMessageBody: createHash('md5').update(MessageBody).digest('hex'),
    }));
    return JSON.stringify({ Successful, Failed: [] });
  };
  const answer = async (request: IncomingMessage, response: ServerResponse): Promise<void> => {
    const body = (await json(request)) as SentBatch;
    response.setHeader('content-type', 'application/x-amz-json-1.0');
    response.end(take(body));
  };
  const server = createServer((request, response) => void answer(request, response));
  return { sent, server };
};

let local: LocalDynamoDb;
let table: LocalTable;
const { sent, server } = queueServer();
let queueUrl: string;

const useCases = () => {
  const { client, tableName } = table;
  const store = dynamoDbStore({ ...wall, client, tableName, now: () => noon });
  return { store, deps: embedded({ store }).deps };
};

beforeAll(async () => {
  local = await startDynamoDb();
  table = await createLocalTable(local.endpoint);
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const endpoint = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  queueUrl = `${endpoint}/000000000000/intake.fifo`;
  vi.stubEnv('AWS_ENDPOINT_URL_DYNAMODB', local.endpoint);
  vi.stubEnv('AWS_ENDPOINT_URL_SQS', endpoint);
  vi.stubEnv('AWS_REGION', 'eu-west-1');
  vi.stubEnv('AWS_ACCESS_KEY_ID', 'none');
  vi.stubEnv('AWS_SECRET_ACCESS_KEY', 'none');
  const { deps } = useCases();
  const entries = [
    purchase({ customerId: 'ada' }),
    linking('ada', 'guest'),
    visit({ anonymousId: 'guest', path: 7 }),
    purchase({ customerId: 'ada', eventId: 'p-2', occurredAt: '2026-11-03T11:00:00Z' }),
    purchase({ customerId: 'gone' }),
    erasure({ customerId: 'gone' }),
    purchase({ customerId: 'gone', eventId: 'p-2' }),
  ];
  await receiveEvents(
    deps,
    entries.map((entry) => messageOf(entry)),
  );
});

afterAll(async () => {
  vi.unstubAllEnvs();
  await new Promise((resolve) => server.close(resolve));
  await table.drop();
  await local.stop();
});

describe('the command line on a table', () => {
  test('export gives everything about a person', async () => {
    const { status, stdout, stderr } = await patron(['export', '--anonymous', 'guest', '--table', table.tableName]);
    expect(status).toBe(0);
    // The table has been written by no deployment, and so keeps no catalogue.
    expect(stderr).toMatch(/^\S+ keeps no catalogue: [^\n]+\n$/);
    expect(JSON.parse(stdout)).toMatchObject({
      customerId: 'ada',
      visitors: [{ anonymousId: 'guest' }],
      profile: { traits: { orders: { count: 1 } }, segments: [{ key: 'buyer' }, { key: 'fresh-buyer' }] },
      events: [{}, {}],
      changes: [{ detail: { changeId: 'ada:1' } }, { detail: { changeId: 'ada:2' } }],
    });
    const erased = await patron(['export', '--customer', 'gone', '--table', table.tableName]);
    expect(Object.keys(JSON.parse(erased.stdout) as object)).toEqual(['customerId', 'erasedAt', 'receiptId']);
  });

  test('metrics tells how segments fared, and first what it costs to read everybody', async () => {
    const { status, stdout, stderr } = await patron([
      'metrics',
      '--table',
      table.tableName,
      '--every',
      'month',
      '--json',
    ]);
    expect(status).toBe(0);
    const [price, note, ...more] = stderr.split('\n');
    expect(price).toMatch(/^Reads everybody in \S+, 0 GB by DynamoDB's count: at most about \$0\.\d+\.$/);
    expect(note).toMatch(/ keeps no catalogue: /);
    expect(more).toEqual(['']);
    const { periods } = JSON.parse(stdout) as { readonly periods: readonly object[] };
    expect(periods).toContainEqual(
      expect.objectContaining({
        segment: 'active-customers',
        to: '2026-11-02T12:00:00.001Z',
        size: 0,
        revenue: { below: 20 },
      }),
    );
  });

  test('says in one line that there is no such table', async () => {
    const { status, stdout, stderr } = await patron(['export', '--customer', 'ada', '--table', 'none']);
    expect({ status, stdout }).toEqual({ status: 1, stdout: '' });
    expect(stderr).toMatch(/^patron export: [^\n]+\n$/);
  });

  test('quarantine counts by reason, and redrive sends into the queue what can be sent, which then is applied', async () => {
    const count = async () => (await patron(['quarantine', '--table', table.tableName, '--count'])).stdout;
    expect(await count()).toMatch(/unknown-type +0\ninvalid +1\nerased +1\nconflict +0\nfuture +1\ntoo-large +0\n/);
    const redriven = await patron(['redrive', '--table', table.tableName, '--queue', queueUrl]);
    expect(redriven).toEqual({ status: 0, stdout: '2 events sent into the queue again.\n', stderr: '' });
    expect(sent.map(({ MessageGroupId }) => MessageGroupId).toSorted()).toEqual(['ada', 'guest']);
    const { store, deps } = useCases();
    const arrived = sent.map(({ MessageBody }, index) =>
      readMessage(MessageBody, { id: `again-${index}`, arrivedAt: noon + dayMs }),
    );
    const { counts: tally } = await receiveEvents(deps, arrived);
    expect(tally).toMatchObject({ applied: 1, quarantinedFor: { invalid: 1 } });
    expect(await count()).toMatch(/invalid +1\nerased +1\nconflict +0\nfuture +0\n/);
    expect((await store.load('C#ada', [])).record).toMatchObject({ state: { profile: { orders: { count: 2 } } } });
  });
});
