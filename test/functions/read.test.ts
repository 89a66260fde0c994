import './configured.ts';
import { gunzipSync } from 'node:zlib';
import {
  BatchGetItemCommand,
  DynamoDBClient,
  GetItemCommand,
  PutItemCommand,
  QueryCommand,
} from '@aws-sdk/client-dynamodb';
import { EventBridgeClient, PutEventsCommand } from '@aws-sdk/client-eventbridge';
import { GetObjectCommand, NoSuchKey, S3Client } from '@aws-sdk/client-s3';
import { SendMessageBatchCommand, SQSClient } from '@aws-sdk/client-sqs';
import type { APIGatewayProxyEventV2 } from 'aws-lambda';
import { mockClient } from 'aws-sdk-client-mock';
import { afterEach, beforeAll, beforeEach, describe, expect, test, vi } from 'vitest';
import type { createHandler } from '#functions/read.ts';
import { telemetry } from '#functions/runtime/telemetry.ts';
import { leaverCounts } from '#lib/core/insight/leaving/leaver-counts.ts';
import { customerKey } from '#lib/core/profile/person.ts';
import { compile } from '#lib/core/segments/compile/compile.ts';
import { formatInstant } from '#lib/core/time/instant.ts';
import { dynamoDbMembers } from '#lib/ports/members/dynamodb/dynamodb-members.ts';
import { dynamoDbStore } from '#lib/ports/store/dynamodb/dynamodb-store.ts';
import { noPauses } from '#lib/ports/backoff.ts';
import { routes } from '#lib/use-cases/api/routes.ts';
import { MemoryTable } from '#test/support/memory-table.ts';
import { catalogueJson } from '#test/use-cases/given.ts';
import { oddId, openShop } from '#test/use-cases/api/shop.ts';
import { invoke, listen } from './invoke.ts';

const dynamo = mockClient(DynamoDBClient);
const bridge = mockClient(EventBridgeClient);
const s3 = mockClient(S3Client);
const sqs = mockClient(SQSClient);
const people = new MemoryTable();
const members = new MemoryTable();
let guards = new MemoryTable();
let handler: ReturnType<typeof createHandler>;

beforeAll(async () => {
  process.env['TABLE_NAME'] = people.tableName;
  ({ handler } = await import('#functions/read.ts'));
  const store = dynamoDbStore({ ...noPauses, now: Date.now, client: people.client, tableName: people.tableName });
  await openShop(store);
});

const tableOf = ({ TableName = '' }: { readonly TableName?: string | undefined }): MemoryTable => {
  const others: Readonly<Record<string, MemoryTable>> = { 'patron-guards': guards, 'patron-members': members };
  return others[TableName] ?? people;
};

beforeEach(() => {
  dynamo.on(GetItemCommand).callsFake((input) => tableOf(input).client.send(new GetItemCommand(input)));
  dynamo.on(PutItemCommand).callsFake((input) => tableOf(input).client.send(new PutItemCommand(input)));
  dynamo.on(QueryCommand).callsFake((input) => tableOf(input).client.send(new QueryCommand(input)));
  dynamo.on(BatchGetItemCommand).callsFake((input) => people.client.send(new BatchGetItemCommand(input)));
  bridge.on(PutEventsCommand).resolves({ FailedEntryCount: 0, Entries: [{ EventId: 'taken' }] });
});

afterEach(() => {
  vi.restoreAllMocks();
  dynamo.reset();
  bridge.reset();
  s3.reset();
  sqs.reset();
});

type Authorizer = object | undefined;

/** Behind the JWT authorizer, as API Gateway writes a list of groups. */
const user = (groups: string, sub = 'user-1'): Authorizer => ({
  jwt: { claims: { sub, 'cognito:groups': groups, token_use: 'access' }, scopes: null },
});

/** Behind the IAM authorizer, with a role that was assumed. */
const program = (role: string): Authorizer => ({
  iam: {
    accessKey: 'ASIAEXAMPLE',
    accountId: '123456789012',
    callerId: 'AROAEXAMPLE:session',
    cognitoIdentity: null,
    principalOrgId: 'o-example',
    userArn: `arn:aws:sts::123456789012:assumed-role/${role}/session-1`,
    userId: 'AROAEXAMPLE:session',
  },
});

/** An event of an HTTP API, payload format 2.0. */
const eventOf = (route: string, authorizer: Authorizer, more: Partial<APIGatewayProxyEventV2> = {}) => {
  const [method = '', target = ''] = route.split(' ');
  const [rawPath = '', rawQueryString = ''] = target.split('?');
  return {
    version: '2.0',
    routeKey: 'ANY /v1/{proxy+}',
    rawPath,
    rawQueryString,
    headers: { accept: '*/*', host: 'abc.execute-api.eu-west-1.amazonaws.com', 'x-forwarded-proto': 'https' },
    requestContext: {
      accountId: '123456789012',
      apiId: 'abc',
      ...(authorizer && { authorizer }),
      domainName: 'abc.execute-api.eu-west-1.amazonaws.com',
      domainPrefix: 'abc',
      http: { method, path: rawPath, protocol: 'HTTP/1.1', sourceIp: '192.0.2.1', userAgent: 'test' },
      requestId: 'JKJaXmPLvHcESHA=',
      routeKey: 'ANY /v1/{proxy+}',
      stage: '$default',
      time: '30/Nov/2026:12:00:00 +0000',
      timeEpoch: 1_795_867_200_000,
    },
    pathParameters: { proxy: rawPath.replace(/^\/v1\//, '') },
    isBase64Encoded: false,
    ...more,
  } as APIGatewayProxyEventV2;
};

/** The token behind the claims, as its user has sent it. */
const withToken = (groups: readonly string[]): Partial<APIGatewayProxyEventV2> => ({
  headers: {
    authorization: `Bearer e30.${Buffer.from(JSON.stringify({ 'cognito:groups': groups })).toString('base64url')}.c2ln`,
  },
});

const ask = async (...asked: Parameters<typeof eventOf>) => {
  const { statusCode, headers, body = '' } = await invoke(handler, eventOf(...asked));
  return { status: statusCode, headers, json: JSON.parse(body === '' ? 'null' : body) };
};

/** An object as S3 hands it out. */
const objectOf = (json: unknown) => () => ({
  Body: { transformToByteArray: async () => Buffer.from(JSON.stringify(json)) },
});

const metricsFor = (more: Partial<APIGatewayProxyEventV2>) =>
  invoke(handler, eventOf('GET /v1/insight/metrics', user('[marketing]'), more));

const leaversOfBuyers = () => ask('GET /v1/console/segments/buyer/leavers', user('[marketing]'));

const erasing = (sub: string, more: Partial<APIGatewayProxyEventV2> = {}) =>
  ask('POST /v1/people/cust-42/erasure', user('[support]', sub), {
    headers: { 'content-type': 'application/json' },
    body: '{"confirm":"cust-42"}',
    ...more,
  });

describe('the function behind the HTTP APIs', () => {
  test('answers a user whose groups API Gateway writes as [a b]', async () => {
    listen();
    const answer = await ask(
      'GET /v1/people/cust-42',
      user('[marketing support]'),
      withToken(['marketing', 'support']),
    );
    expect(answer).toMatchObject({ status: 200, json: { customerId: 'cust-42' } });
    expect(answer.headers).toMatchObject({ 'content-type': 'application/json', 'cache-control': 'no-store' });
    expect((await ask('GET /v1/people/cust-42', user('[marketing]'))).status).toBe(403);
    const named = withToken(['marketing support']);
    expect((await ask('GET /v1/people/cust-42', user('[marketing support]'), named)).status).toBe(403);
  });

  test('answers a principal that is listed, by the role of its session, and about its own segments', async () => {
    listen();
    const changes = 'GET /v1/people/cust-42/changes?after=0';
    const { status, json } = await ask(changes, program('Mailer'));
    expect(status).toBe(200);
    expect(new Set(json.items.map(({ segment }: { segment: { key: string } }) => segment.key))).toEqual(
      new Set(['buyer']),
    );
    expect((await ask('GET /v1/people/cust-42', program('Mailer'))).status).toBe(403);
    expect((await ask(changes, program('Other'))).status).toBe(403);
    // The name of a session, and that of another account, are nobody's to choose.
    expect(
      (await ask(changes, { iam: { userArn: 'arn:aws:sts::123456789012:assumed-role/Other/Mailer' } })).status,
    ).toBe(403);
    expect((await ask(changes, { iam: { userArn: 'arn:aws:sts::999999999999:assumed-role/Mailer/x' } })).status).toBe(
      403,
    );
  });

  const paths = routes.map(({ method, path }) => `${method} ${path.replaceAll(/\{(\w+)\}/g, 'x')}`);

  test.each(paths)('refuses a stranger and who has no role: %s', async (route) => {
    listen();
    for (const [authorizer, status] of [
      [undefined, 401],
      [{}, 401],
      [{ jwt: { claims: {} } }, 401],
      [{ iam: { userArn: '' } }, 401],
      [user('[]'), 403],
      [user('[administrators]'), 403],
      [program('Nobody'), 403],
    ] as const) {
      expect([authorizer, (await ask(route, authorizer)).status]).toEqual([authorizer, status]);
    }
  });

  test('takes ids with every sign, encoded or as some gateways decode them', async () => {
    listen();
    const encodedAll = oddId.replaceAll(/./g, (sign) => `%${sign.charCodeAt(0).toString(16)}`);
    for (const id of [encodeURIComponent(oddId), oddId, encodedAll]) {
      const { status, json } = await ask(`GET /v1/people/${id}`, user('[support]'));
      expect([id, status, json.customerId]).toEqual([id, 200, oddId]);
    }
    for (const id of ['~visitor-7', '%7Evisitor-7'])
      expect((await ask(`GET /v1/people/${id}`, user('[support]'))).json.anonymousId).toBe('visitor-7');
    for (const id of ['a b', 'a%', 'a#b', 'a%zz', '%E2%82%AC', '€', '%2e%2e', '..'])
      expect([id, (await ask('GET /v1/people/x', user('[support]'), { rawPath: `/v1/people/${id}` })).status]).toEqual([
        id,
        expect.toSatisfy((status: number) => status === 400 || status === 404),
      ]);
  });

  test('takes a body as text and as base64, and puts one event on the bus', async () => {
    listen();
    const body = Buffer.from('{"confirm":"cust-42"}').toString('base64');
    for (const more of [{}, { body, isBase64Encoded: true }]) {
      const { status, json } = await erasing('eve', more);
      expect(status).toBe(202);
      const entry = bridge.commandCalls(PutEventsCommand).at(-1)?.args[0].input.Entries?.[0];
      expect(entry).toMatchObject({ EventBusName: 'patron-bus', Source: 'support', DetailType: 'ErasureRequested' });
      expect(JSON.parse(entry?.Detail ?? '')).toMatchObject({ eventId: json.eventId, customerId: 'cust-42' });
    }
    expect((await erasing('eve', { body: 'no JSON' })).status).toBe(400);
    expect(bridge.commandCalls(PutEventsCommand)).toHaveLength(2);
  });

  const condition = { body: '{"when":{"performed":"PurchaseMade"}}' };

  test('tells of insight what the bucket has, and where it has nothing says so', async () => {
    listen();
    s3.on(GetObjectCommand).rejects(new NoSuchKey({ message: 'none', $metadata: {} }));
    expect((await ask('GET /v1/insight/places', user('[marketing]'))).status).toBe(404);
    expect((await ask('POST /v1/preview', user('[marketing]'), condition)).status).toBe(404);
    const places = { key: 'results/r/places.json', kind: 'places' };
    s3.on(GetObjectCommand, { Bucket: 'patron-insight', Key: 'results/latest.json' }).callsFake(
      objectOf({ run: 'r', results: [places] }),
    );
    s3.on(GetObjectCommand, { Key: places.key }).callsFake(objectOf({ all: 7 }));
    expect(await ask('GET /v1/insight/places', user('[marketing]'))).toMatchObject({ status: 200, json: { all: 7 } });
  });

  test('packs an answer that Lambda would refuse as it stands, for who takes that', async () => {
    const key = 'results/run-1/metrics.json';
    const metrics = { text: '"'.repeat(2_000_000) };
    s3.on(GetObjectCommand, { Key: 'results/latest.json' }).callsFake(
      objectOf({ run: 'run-1', results: [{ kind: 'metrics', key, hash: 'm' }] }),
    );
    s3.on(GetObjectCommand, { Key: key }).callsFake(objectOf(metrics));
    listen();
    const packed = await metricsFor({ headers: { 'accept-encoding': 'gzip, deflate' } });
    expect(packed).toMatchObject({ statusCode: 200, isBase64Encoded: true, headers: { 'content-encoding': 'gzip' } });
    expect(JSON.parse(gunzipSync(Buffer.from(packed.body ?? '', 'base64')).toString())).toEqual(metrics);
    for (const refusing of [{}, { headers: { 'accept-encoding': 'gzip;q=0' } }]) {
      const { statusCode, body = '' } = await metricsFor(refusing);
      expect([statusCode, JSON.parse(body)]).toMatchObject([
        400,
        { error: 'bad-request', message: expect.stringMatching(/send Accept-Encoding: gzip$/) as string },
      ]);
    }
  });

  test('tells who will leave as the latest pass has counted it', async () => {
    listen();
    s3.on(GetObjectCommand).rejects(new NoSuchKey({ message: 'none', $metadata: {} }));
    expect(await leaversOfBuyers()).toMatchObject({ status: 404, json: { error: 'not-found' } });
    const asOf = Date.now();
    const { empty, result } = leaverCounts({ catalogue: compile(catalogueJson), asOf });
    s3.on(GetObjectCommand, { Key: 'results/latest.json' }).callsFake(objectOf({ run: 'r', results: [] }));
    s3.on(GetObjectCommand, { Key: 'results/r/leavers.json' }).callsFake(objectOf(result(empty())));
    expect(await leaversOfBuyers()).toMatchObject({
      status: 200,
      json: { asOf: formatInstant(asOf), days: Array.from({ length: 7 }, () => ({ leaving: 0 })) },
    });
  });

  test('lists the members of a segment from their own table, a page at a time', async () => {
    const list = dynamoDbMembers({ client: members.client, tableName: members.tableName });
    const segment = 'buyer';
    const ids = ['ann', 'bob', 'cleo'];
    await list.put(
      ids.map((id, rank) => ({ person: customerKey(id), segment, enteredAt: 1_000, sequence: rank + 1, rank })),
    );
    const first = await ask(`GET /v1/segments/${segment}/members?limit=2`, user('[marketing]'));
    expect(first).toMatchObject({ status: 200, json: { next: expect.any(String) } });
    const rest = await ask(
      `GET /v1/segments/${segment}/members?limit=2&cursor=${encodeURIComponent(first.json.next)}`,
      user('[marketing]'),
    );
    expect(
      [...first.json.items, ...rest.json.items].map(({ customerId }) => String(customerId)).toSorted(undefined),
    ).toEqual(ids);
    expect(rest.json.next).toBeNull();
  });

  test('hands out the document of its routes', async () => {
    const { status, json } = await ask('GET /v1/openapi.json', user('[marketing]'));
    expect([status, json.openapi]).toEqual([200, '3.1.0']);
    expect(Object.keys(json.paths)).toContain('/v1/segments/{key}/members');
  });

  test('sends refused entries into the queue again', async () => {
    listen();
    const body = '{"reason":"invalid"}';
    expect((await ask('POST /v1/quarantine/redrive', user('[support]'), { body })).status).toBe(403);
    sqs.on(SendMessageBatchCommand).resolves({ Successful: [{ Id: '0', MessageId: 'm', MD5OfMessageBody: '' }] });
    const { status, json } = await ask('POST /v1/quarantine/redrive', user('[operator]'), { body });
    expect([status, json]).toEqual([202, { sent: 1, left: 0 }]);
    expect(sqs.commandCalls(SendMessageBatchCommand)[0]?.args[0].input.QueueUrl).toBe(process.env['QUEUE_URL']);
  });

  test('takes ten erasures a minute of one caller', async () => {
    listen();
    const statuses: (number | undefined)[] = [];
    for (let count = 0; count < 11; count += 1) statuses.push((await erasing('mallory')).status);
    expect(statuses).toEqual([...Array.from({ length: 10 }, () => 202), 429]);
    expect((await erasing('trent')).status).toBe(202);
  });

  test('answers 500 where the bus refuses, and says in the log what it was and nothing of whom', async () => {
    const log = listen();
    bridge
      .on(PutEventsCommand)
      .resolves({ FailedEntryCount: 1, Entries: [{ ErrorCode: 'NotAuthorizedForSourceException' }] });
    expect(await erasing('grace')).toMatchObject({ status: 500, json: { error: 'internal' } });
    expect(log.logged().filter(({ level }) => level === 'ERROR')).toMatchObject([{ failure: { name: 'NotPutError' } }]);
    expect(log.metrics()).toMatchObject([{ service: 'read', RequestsFailed: 1 }]);
    expect(log.lines.join('\n')).not.toContain('cust-42');
  });

  test('writes who asked about whom, whatever the level of the log, and no id', async () => {
    const log = listen();
    const { noted } = await import('#functions/read.ts');
    const quiet = telemetry('read');
    quiet.logger.setLogLevel('ERROR');
    const line = { caller: 'user-1', route: 'GET /v1/people/{id}', status: 200, person: '00112233aabbccdd' };
    noted(quiet).audit(line);
    expect(log.logged()).toMatchObject([{ level: 'INFO', ...line }]);
    await ask('GET /v1/people/cust-42', user('[support]'));
    expect(log.logged().slice(1)).toMatchObject([{ caller: 'user-1', route: 'GET /v1/people/{id}', status: 200 }]);
    expect(log.lines.join('\n')).not.toContain('cust-42');
  });

  test('asks again for what it could not load', async () => {
    vi.resetModules();
    const fresh = await import('#functions/read.ts');
    guards = new MemoryTable();
    guards.interrupt = () => Promise.reject(new Error('throttled'));
    listen();
    const asked = eventOf('GET /v1/people/cust-42', user('[support]'));
    await expect(invoke(fresh.handler, asked)).rejects.toThrow('Cannot finish the invocation');
    guards = new MemoryTable();
    expect((await invoke(fresh.handler, asked)).statusCode).toBe(200);
    expect(guards.item('SECRET', 'cursors')).toMatchObject({ value: { S: expect.stringMatching(/^[\da-f-]{36}$/) } });
  });
});
