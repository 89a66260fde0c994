import {
  CloudFormationClient,
  DescribeStackResourcesCommand,
  DescribeStacksCommand,
} from '@aws-sdk/client-cloudformation';
import { mockClient } from 'aws-sdk-client-mock';
import { createHash } from 'node:crypto';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { json } from 'node:stream/consumers';
import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest';
import { outboxRowsOf } from '#lib/ports/store/dynamodb/change-rows.ts';
import { readMessage } from '#lib/ports/queue/queue-message.ts';
import { patron } from '#test/cli/command-line.ts';
import { eventOf, touch } from '#test/ports/store/contract/store-samples.ts';
import { copyInto, lose, partitionOf, restored, rowsIn, shopOn } from '#test/ports/store/restore/shop.ts';
import { startDynamoDb, type LocalDynamoDb } from '#test/support/dynamodb-local.ts';
import { createLocalTable, type LocalTable } from '#test/support/local-table.ts';
import { isAnnounced } from '#test/support/table-contents.ts';
import { erasure, linking, purchase, visit } from '#test/use-cases/given.ts';

interface Sent {
  readonly Id: string;
  readonly MessageBody: string;
}

/** A queue that takes everything and remembers it. */
const sent: Sent[] = [];
const answer = async (request: IncomingMessage, response: ServerResponse): Promise<void> => {
  const { Entries } = (await json(request)) as { Entries: Sent[] };
  sent.push(...Entries);
  const Successful = Entries.map(({ Id, MessageBody }) => ({
    Id,
    MessageId: `m-${Id}`,
    MD5OfMessageBody: createHash('md5').update(MessageBody).digest('hex'),
  }));
  response.setHeader('content-type', 'application/x-amz-json-1.0').end(JSON.stringify({ Successful, Failed: [] }));
};
const server = createServer((request, response) => void answer(request, response));

/** The deployment keeps no members. */
const stacks = mockClient(CloudFormationClient);

let local: LocalDynamoDb;
let live: LocalTable;
let copy: LocalTable;
let queueUrl: string;

beforeAll(async () => {
  const shop = { StackName: 'shop', CreationTime: new Date(0), StackStatus: 'CREATE_COMPLETE' as const };
  const ofTable = { LogicalResourceId: 'x', ResourceType: 'x', Timestamp: new Date(0) };
  stacks
    .on(DescribeStackResourcesCommand)
    .resolves({ StackResources: [{ ...ofTable, StackName: 'shop', ResourceStatus: 'CREATE_COMPLETE' }] })
    .on(DescribeStacksCommand)
    .resolves({ Stacks: [{ ...shop, Outputs: [{ OutputKey: 'TableName', OutputValue: 'shop' }] }] });
  local = await startDynamoDb();
  [live, copy] = [await createLocalTable(local.endpoint), await createLocalTable(local.endpoint)];
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const endpoint = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  queueUrl = `${endpoint}/000000000000/intake.fifo`;
  vi.stubEnv('AWS_ENDPOINT_URL_DYNAMODB', local.endpoint);
  vi.stubEnv('AWS_ENDPOINT_URL_SQS', endpoint);
  vi.stubEnv('AWS_REGION', 'eu-west-1');
  vi.stubEnv('AWS_ACCESS_KEY_ID', 'none');
  vi.stubEnv('AWS_SECRET_ACCESS_KEY', 'none');
});

afterAll(async () => {
  vi.unstubAllEnvs();
  await new Promise((resolve) => server.close(resolve));
  await live.drop();
  await copy.drop();
  await local.stop();
});

/** Text and numbers of what is looked at; bytes are compared as bytes. */
const contents = async (table: LocalTable) => Object.fromEntries(await rowsIn(table));

describe('patron restore', () => {
  test('has everybody back but the erased, tells nobody twice, and asks for erasures that were lost', async () => {
    const shop = shopOn(live);
    const visits = Array.from({ length: 120 }, (_, index) => visit({ eventId: `v-${index}`, anonymousId: 'phone' }));
    await shop.say(purchase({ customerId: 'ada' }), ...visits, linking('ada', 'phone'));
    await shop.say(purchase({ customerId: 'bob' }), purchase({ customerId: 'cleo' }), erasure({ customerId: 'cleo' }));
    await copyInto(copy, live);
    await shop.say(erasure({ customerId: 'bob' }), purchase({ customerId: 'ada', eventId: 'p-2', total: 1 }));
    const before = await contents(live);
    const profile = await shop.recordOf('C#ada');
    await lose(live, (item) => ['C#ada', 'A#phone', 'C#cleo'].includes(partitionOf(item)));
    await shop.say(purchase({ customerId: 'cleo', eventId: 'p-9' }));
    const announcedSoFar = (await live.inserted()).length;
    const args = ['restore', '--from', copy.tableName, '--table', live.tableName];

    const dry = await patron([...args, '--dry-run']);
    expect(dry).toMatchObject({ status: 0, stderr: '' });
    expect(dry.stdout).toMatch(/rows to be put back \(2 profiles\)/);
    expect(dry.stdout).toMatch(/1 erasure to be asked for again; with --queue they are\.\n$/);
    const withoutQueue = await patron(args);
    expect(withoutQueue).toMatchObject({ status: 1 });
    expect(withoutQueue.stdout).toMatch(
      /^customer cleo was erased, which patron-[-0-9a-f]+ does not know\n\d+ rows in /,
    );
    expect(withoutQueue.stderr).toBe(
      'patron restore: Cannot leave it at that: 1 erasure to be asked for again; with --queue they are.\n',
    );
    const rows = (await live.inserted()).slice(announcedSoFar).filter(isAnnounced);
    expect(rows.length).toBeGreaterThan(0);
    expect(rows.flatMap(outboxRowsOf)).toEqual([]);

    const again = await patron([...args, '--queue', queueUrl]);
    expect(again).toMatchObject({ status: 0, stderr: '' });
    expect(again.stdout).toMatch(/ 0 rows put back \(0 profiles\),[^\n]+\n1 erasure asked for again\.\n$/);
    for (const { MessageBody } of sent) {
      await shop.take(readMessage(MessageBody, { id: 'asked', arrivedAt: Date.now() }));
    }
    expect(await shop.recordOf('C#cleo')).toMatchObject({ kind: 'erased' });

    // The purchase after the copy is an event that the archive has.
    await shop.say(purchase({ customerId: 'ada', eventId: 'p-2', total: 1 }));
    await shop.rebuildAll(true);
    expect(await shop.rebuildAll(false)).toEqual([]);
    expect(await shop.recordOf('C#ada')).toMatchObject({ state: { profile: { orders: { count: 2 } } } });
    expect(profile).toMatchObject({ state: { profile: { orders: { count: 2 } } } });
    const after = await contents(live);
    const asBefore = Object.keys(before).filter((id) => /^(?:A#phone|C#bob)\|(?!CHANGE#)/.test(id));
    for (const id of asBefore) expect(after[id]).toEqual(before[id]);
  });

  test('has the newest tellings of facts and the names of events to come back, beside those of after the loss', async () => {
    const { store } = shopOn(live);
    const dan = { person: 'C#dan', eventId: 'e-1' } as const;
    const telling = (eventId: string, number: number) =>
      eventOf(eventId, { person: dan.person, revision: { of: 'order-1', number } });
    await touch(store, dan.person, { events: [telling('e-2', 10)], rows: [{ ...dan, namedBy: ['w-1', 'w-2'] }] });
    await copyInto(copy, live);
    await lose(live, (item) => partitionOf(item) === dan.person);
    await touch(store, dan.person, { events: [telling('e-3', 9)], rows: [{ ...dan, namedBy: ['w-3', 'w-2'] }] });
    await restored(copy, live);
    const { named, newest } = await store.load(dan.person, [telling('e-4', 0), dan]);
    expect(named.get('C#dan/e-1')?.toSorted()).toEqual(['w-1', 'w-2', 'w-3']);
    expect([...newest]).toEqual([['C#dan/order-1', { number: 10, eventId: 'e-2' }]]);
  });
});
