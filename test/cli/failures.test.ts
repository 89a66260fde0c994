import { once } from 'node:events';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { DatabaseSync } from 'node:sqlite';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test, vi } from 'vitest';
import { failureLine } from '#cli/command/failure-line.ts';
import { namedFailure } from '#cli/input/aws-failure.ts';
import { openQueue } from '#cli/input/queue-option.ts';
import { namingStore } from '#lib/ports/store/embedded/naming-store.ts';
import { createLineFile } from '#lib/tools/replay/line-file.ts';
import { patron, workspace } from './command-line.ts';

const { path, write } = workspace();

const lineOf = async (work: () => Promise<unknown>): Promise<string> => {
  try {
    await work();
  } catch (error) {
    return failureLine(error);
  }
  throw new TypeError('Cannot find the line of a failure: current value is a success');
};

describe('a message names the file', () => {
  test.each([
    [
      'a directory as a catalogue',
      ['check', '--segments', path('.')],
      `check: Cannot read ${path('.')}: illegal operation on a directory`,
    ],
    [
      'a directory as a mapping',
      ['import', '--from', write('rows.csv', 'a\n1\n'), '--mapping', path('.'), '--out', path('out.jsonl')],
      `import: Cannot read ${path('.')}: illegal operation on a directory`,
    ],
    [
      'a file that is not a store',
      ['export', '--customer', 'ann', '--store', write('text.txt', 'a text that is no database'.repeat(99))],
      `export: Cannot use ${path('text.txt')} as a store: file is not a database`,
    ],
    [
      'a store whose draft has too long a name',
      ['replay', '--events', write('none.jsonl', ''), '--out', path('out'), '--store', path('x'.repeat(250))],
      `replay: Cannot use ${path('x'.repeat(250))} as a store: unable to open database file`,
    ],
  ])('%s', async (_what, args, line) => {
    const { status, stderr } = await patron(args);
    expect({ status, stderr }).toEqual({ status: 1, stderr: `patron ${line}\n` });
  });

  test('a disk that is full while a store is written', async () => {
    const database = new DatabaseSync(path('full.sqlite'));
    database.exec('PRAGMA max_page_count = 2; CREATE TABLE filled (text TEXT)');
    const fill = async () => database.prepare('INSERT INTO filled VALUES (?)').run('x'.repeat(100_000));
    expect(await lineOf(() => namingStore('shop.sqlite', fill))).toBe(
      'Cannot use shop.sqlite as a store: database or disk is full',
    );
    database.close();
  });

  test.skipIf(process.platform !== 'linux')('a disk that is full while lines are written', async () => {
    const file = await createLineFile('/dev/full');
    file.add('a line');
    expect(await lineOf(() => file.close())).toBe('Cannot write /dev/full: no space left on device');
  });
});

describe('a message is one line', () => {
  test('of bounded length, however long a line of a file it repeats', async () => {
    const header = Array.from({ length: 5_000 }, (_, index) => `column ${index}`).join(',');
    const from = write('wide.csv', `${header}\n1\n`);
    const { stderr } = await patron(['import', '--from', from, '--mapping', 'online-retail', '--out', path('wide')]);
    expect(stderr).toMatch(/^patron import: Cannot read .*…\n$/);
    expect(stderr.length).toBeLessThan(2_100);
  });
});

const answers: Readonly<Record<string, string>> = {
  DynamoDB: 'com.amazonaws.dynamodb.v20120810#ResourceNotFoundException',
  AmazonSQS: 'com.amazonaws.sqs#QueueDoesNotExist',
  Kinesis: 'com.amazonaws.kinesis#ResourceNotFoundException',
};

/** AWS as it answers for a table, a queue or a stream that is not there. */
const emptyAws = (): Server =>
  createServer((request, response) => {
    const [service = ''] = String(request.headers['x-amz-target']).split(/[_.]/);
    response.writeHead(400, { 'content-type': 'application/x-amz-json-1.0' });
    response.end(JSON.stringify({ __type: answers[service], message: 'Requested resource not found' }));
  });

describe('a message of AWS names the table, queue or stream', () => {
  const server = emptyAws();
  let endpoint = '';

  beforeAll(async () => {
    await once(server.listen(0, '127.0.0.1'), 'listening');
    endpoint = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  });
  afterAll(() => {
    server.close();
    server.closeAllConnections();
  });
  beforeEach(() => {
    const environment = {
      AWS_ENDPOINT_URL: endpoint,
      AWS_REGION: 'eu-west-1',
      AWS_ACCESS_KEY_ID: 'id',
      AWS_SECRET_ACCESS_KEY: 'secret',
    };
    for (const [name, value] of Object.entries(environment)) vi.stubEnv(name, value);
  });
  afterEach(() => {
    vi.unstubAllEnvs();
  });

  test.each([
    ['quarantine', ['--table', 'none', '--count'], 'none'],
    ['export', ['--table', 'none', '--customer', 'ann'], 'none'],
    ['explain', ['--table', 'none', '--customer', 'ann'], 'none'],
    ['fit', ['--table', 'none', '--scan', '--out', 'model.json'], 'none'],
    ['restore', ['--from', 'copy', '--table', 'live'], 'copy'],
  ])('patron %s of a table that is not there', async (command, args, table) => {
    const { status, stdout, stderr } = await patron([command, ...args]);
    expect({ status, stdout }).toEqual({ status: 1, stdout: '' });
    expect(stderr).toBe(`patron ${command}: Cannot use ${table} as a table: there is no such table in eu-west-1\n`);
  });

  test('a queue that is not there', async () => {
    const queue = await openQueue(`${endpoint}/1/none`);
    const send = () => queue.send([{ body: '{}', group: 'g', deduplicationId: 'd' }]);
    expect(await lineOf(send)).toBe(`Cannot use ${endpoint}/1/none as a queue: there is no such queue in eu-west-1`);
  });

  test('a stream that is not there, in the Region of its ARN', async () => {
    const stream = await openQueue('arn:aws:kinesis:eu-central-1:123456789012:stream/none');
    const send = () => stream.send([{ body: '{}', group: 'g', deduplicationId: 'd' }]);
    expect(await lineOf(send)).toBe('Cannot use none as a stream: there is no such stream in eu-central-1');
  });

  test('an address that nothing answers at', async () => {
    const refused = Object.assign(new Error('connect ECONNREFUSED ::1:80'), { code: 'ECONNREFUSED' });
    const both = Object.assign(new AggregateError([refused]), { code: 'ECONNREFUSED' });
    const table = { kind: 'table', name: 'live', region: async () => 'eu-west-1' } as const;
    for (const error of [refused, both])
      expect(failureLine(await namedFailure(error, table))).toBe(
        'Cannot reach the table live: connect ECONNREFUSED ::1:80',
      );
  });

  test('no other failure is renamed', async () => {
    const error = new Error('The security token included in the request is invalid.');
    expect(await namedFailure(error, { kind: 'table', name: 'live', region: async () => '' })).toBe(error);
  });
});
