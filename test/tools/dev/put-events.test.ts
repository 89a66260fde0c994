import { request } from 'node:http';
import { text } from 'node:stream/consumers';
import { PutRuleCommand } from '@aws-sdk/client-eventbridge';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { devServer, purchase, type DevServer } from './dev-server.ts';

let dev: DevServer;

beforeAll(async () => {
  dev = await devServer();
});

afterAll(() => dev.close());

/** Posts a body as it is, as no SDK would send it. */
const post = async (body: string, target = 'AWSEvents.PutEvents') => {
  const response = await dev.ask('/', { method: 'POST', headers: { 'x-amz-target': target }, body });
  return {
    status: response.status,
    headers: response.headers,
    body: (await response.json()) as Record<string, string>,
  };
};

const posted = (...entries: readonly unknown[]) => post(JSON.stringify({ Entries: entries }));

const megabyte = 2 ** 20;

/** An entry that counts as so many bytes. */
const ofBytes = (bytes: number) => {
  const entry = { EventBusName: 'patron', Source: 's', DetailType: 'd', Detail: '{"a":""}' };
  return { ...entry, Detail: `{"a":"${'x'.repeat(bytes - 10)}"}` };
};

describe('PutEvents of patron dev', () => {
  test('takes entries from the AWS SDK, each under an id of its own', async () => {
    const { FailedEntryCount, Entries = [], $metadata } = await dev.put(purchase('1'), purchase('2'));
    expect(FailedEntryCount).toBe(0);
    expect(new Set(Entries.map(({ EventId }) => EventId)).size).toBe(2);
    expect($metadata.requestId).toMatch(/^[\da-f-]{36}$/);
  });

  test('takes the bus by its ARN, whatever its region and account, and entries with a time and resources', async () => {
    const arn = 'arn:aws:events:eu-west-1:123456789012:event-bus/patron';
    const entry = purchase('3', {}, { EventBusName: arn, Time: new Date('2020-01-01'), Resources: ['a'] });
    expect(await dev.put(entry)).toMatchObject({ FailedEntryCount: 0 });
    const lines = (await (await dev.ask('/events')).text()).trim().split('\n');
    expect(JSON.parse(lines.at(-1) ?? '')).toMatchObject({ time: '2026-01-01T00:00:00.000Z', resources: ['a'] });
  });

  test.each([
    [
      'no bus',
      { EventBusName: undefined },
      'ResourceNotFoundException',
      'Event bus default does not exist (the bus here is patron)',
    ],
    ['a slip in the bus', { EventBusName: 'patrn' }, 'ResourceNotFoundException', '(the nearest is patron)'],
    [
      'no source',
      { Source: undefined },
      'InvalidArgument',
      'Parameter Source is not valid. Reason: Source is a required argument.',
    ],
    [
      'no type',
      { DetailType: undefined },
      'InvalidArgument',
      'Parameter DetailType is not valid. Reason: DetailType is a required argument.',
    ],
    [
      'a type of 129 characters',
      { DetailType: 'd'.repeat(129) },
      'InvalidArgument',
      'at most 128 characters, current value has 129',
    ],
    [
      'no detail',
      { Detail: undefined },
      'InvalidArgument',
      'Parameter Detail is not valid. Reason: Detail is a required argument.',
    ],
    [
      'the source of Patron',
      { Source: 'patron' },
      'NotAuthorizedForSourceException',
      'Not authorized for the source patron',
    ],
    [
      'a source of AWS',
      { Source: 'aws.events' },
      'NotAuthorizedForSourceException',
      'Not authorized for the source aws.events',
    ],
    ['a detail that is not JSON', { Detail: '{' }, 'MalformedDetail', 'Detail is malformed'],
    ['a detail that is not an object', { Detail: '[]' }, 'MalformedDetail', 'Detail is malformed'],
  ])('answers %s with an error in its entry, and takes the others', async (...[what, fault, code, message]) => {
    const answer = await dev.put(purchase(`beside-${what.replaceAll(' ', '-')}`), purchase('bad', {}, fault));
    expect(answer).toMatchObject({
      FailedEntryCount: 1,
      Entries: [
        { EventId: expect.any(String) as string },
        { ErrorCode: code, ErrorMessage: expect.stringContaining(message) as string },
      ],
    });
    expect(dev.said).toContain(code);
  });

  test('takes a type of 128 characters, which is refused later as unknown', async () => {
    expect(await dev.put(purchase('4', {}, { DetailType: 'd'.repeat(128) }))).toMatchObject({ FailedEntryCount: 0 });
  });

  test('takes ten entries, and of eleven none', async () => {
    const entries = Array.from({ length: 11 }, (_, index) => purchase(`many-${index}`));
    await expect(dev.put(...entries)).rejects.toMatchObject({
      name: 'ValidationException',
      message: expect.stringContaining('less than or equal to 10, current length is 11') as string,
    });
    const lines = await (await dev.ask('/events')).text();
    expect(lines).not.toContain('many-');
    expect(await dev.put(...entries.slice(1))).toMatchObject({ FailedEntryCount: 0 });
  });

  test('refuses a call without entries, and one that is no call at all, as the service does', async () => {
    await expect(dev.put()).rejects.toMatchObject({ name: 'ValidationException' });
    expect(await post('{}')).toMatchObject({ status: 400, body: { __type: 'ValidationException' } });
    for (const body of ['{', '[]', '{"Entries": 1}', '{"Entries": [1]}', '{"Entries": [{"Detail": {}}]}']) {
      const { status, body: error, headers } = await post(body);
      expect({ status, type: error['__type'] }).toEqual({ status: 400, type: 'SerializationException' });
      expect(headers.get('content-type')).toBe('application/x-amz-json-1.1');
    }
    expect(await posted({ EventBusName: 'patron', Source: null })).toMatchObject({ status: 200 });
  });

  test('takes entries of 1 MB together, and not of a byte more', async () => {
    expect(await posted(ofBytes(megabyte - 100), ofBytes(100))).toMatchObject({
      status: 200,
      body: { FailedEntryCount: 0 },
    });
    const { status, body } = await posted(ofBytes(megabyte - 100), ofBytes(101));
    expect(status).toBe(400);
    expect(body).toMatchObject({
      __type: 'ValidationException',
      message: expect.stringContaining('over the limit') as string,
    });
  });

  test('knows no other operation', async () => {
    const put = dev.client.send(new PutRuleCommand({ Name: 'a', EventPattern: '{}' }));
    await expect(put).rejects.toMatchObject({ name: 'UnknownOperationException' });
    expect(await post('{}', 'AWSEvents.constructor')).toMatchObject({ body: { __type: 'UnknownOperationException' } });
  });

  test('keeps an event that is refused in quarantine, and says why at once', async () => {
    const large = purchase('5', { total: -1 });
    expect(await dev.put(large)).toMatchObject({ FailedEntryCount: 0 });
    expect(dev.said.at(-1)).toContain('total must be an integer of at least 0, current value is -1');
  });

  test.each([
    ['a foreign host', { host: 'evil.example' }, 421],
    ['a foreign host with this port', { host: 'evil.example:4010' }, 421],
    ['a page of a foreign site', { origin: 'https://evil.example' }, 403],
    ['a page of no site', { origin: 'null' }, 403],
    ['a page of another port', { origin: 'http://localhost:3000' }, 403],
    ['localhost', { host: 'localhost:1' }, 200],
  ])('answers %s as it deserves', async (_who, headers, status) => {
    const { port } = new URL(dev.url);
    const sent = request({ host: '127.0.0.1', port, path: '/', headers });
    const answered = new Promise<number | undefined>((resolve) =>
      sent.on('response', (response) => {
        void text(response).then(() => resolve(response.statusCode));
      }),
    );
    sent.end();
    expect(await answered).toBe(status);
  });

  test('lets its own pages ask', async () => {
    expect((await dev.ask('/events', { headers: { origin: dev.url } })).status).toBe(200);
  });
});

describe('PutEvents of patron dev --strict', () => {
  test('answers a refused event with field, rule and value, and takes nothing of it', async () => {
    const strict = await devServer({ isStrict: true });
    try {
      const answer = await strict.put(purchase('1'), purchase('2', { total: 19.99 }), purchase('1', { total: 5 }));
      expect(answer.FailedEntryCount).toBe(2);
      expect(answer.Entries?.map(({ ErrorCode, ErrorMessage }) => [ErrorCode, ErrorMessage])).toEqual([
        [undefined, undefined],
        ['EventRefused', expect.stringMatching(/total must be an integer.*, current value is 19.99$/)],
        ['EventRefused', expect.stringMatching(/eventId must be new.*, current value is "order-1"$/)],
      ]);
      expect((await (await strict.ask('/events')).text()).trim().split('\n')).toHaveLength(1);
      expect([...strict.shop.store.quarantined()]).toEqual([]);
    } finally {
      await strict.close();
    }
  });
});
