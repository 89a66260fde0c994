import { execFile } from 'node:child_process';
import { dirname, join, delimiter } from 'node:path';
import { promisify } from 'node:util';
import { EventBridgeClient } from '@aws-sdk/client-eventbridge';
import { afterAll, afterEach, beforeAll, describe, expect, test, vi } from 'vitest';
import { read } from '#test/docs/pages.ts';
import { installed } from '#infra/local/emulator.ts';
import { checkout } from '../../docs/snippets/emit.ts';
import { purchaseEntry, putEvents } from '../../docs/snippets/put-events.ts';
import { startProcess, type DevProcess } from './dev-process.ts';

const run = promisify(execFile);
const root = join(import.meta.dirname, '..', '..');

/** The versions of the clients that the pages' snippets are run with; `jp.py` comes with boto3. */
const python = join(dirname(installed('boto3==1.44.8', 'jp.py')), 'python');
const aws = dirname(installed('awscli==1.46.3', 'aws'));

let dev: DevProcess;

beforeAll(async () => {
  dev = await startProcess();
});

afterAll(() => dev.end('SIGINT'));
afterEach(() => vi.unstubAllEnvs());

const sh = (command: string, { environment }: DevProcess = dev) =>
  run('sh', ['-c', command], {
    cwd: root,
    env: { ...environment, PATH: [aws, environment['PATH']].join(delimiter) },
  });

/** The details that came of one event, by its id. */
const came = async (eventId: string, { url }: DevProcess = dev): Promise<readonly unknown[]> => {
  const lines = (await (await fetch(`${url}/events`)).text()).trim().split('\n');
  return lines.map((line) => JSON.parse(line).detail as { eventId: string }).filter((each) => each.eventId === eventId);
};

/** A client that is given no settings at all: all of them come from the environment. */
const sdk = (): EventBridgeClient => {
  for (const [name, value] of Object.entries(dev.environment)) if (name.startsWith('AWS_')) vi.stubEnv(name, value);
  return new EventBridgeClient({});
};

describe('the snippets of the pages, run unchanged against patron dev', () => {
  test('PutEvents in TypeScript, with the AWS SDK for JavaScript', async () => {
    await putEvents(sdk(), [purchaseEntry({ id: 'ts', customerId: 'cust-ts', cents: 1999 })]);
    expect(await came('order-ts')).toMatchObject([{ customerId: 'cust-ts', total: 1999 }]);
    expect(dev.printed()).toContain('cust-ts entered New customers');
  });

  test('the emitter', async () => {
    const { paid, close } = checkout(sdk());
    await paid({ id: 'emitted', customerId: 'cust-emit', total: 19.99 });
    await close();
    expect(await came('order-emitted')).toMatchObject([{ customerId: 'cust-emit', total: 1999 }]);
    expect(dev.printed()).toContain('cust-emit entered New customers');
  });

  test('PutEvents in Python, with boto3', async () => {
    await run(python, ['docs/snippets/put_events.py'], { cwd: root, env: dev.environment });
    expect(await came('order-1001')).toMatchObject([{ customerId: 'cust-42', total: 1999 }]);
    expect(dev.printed()).toContain('cust-42 entered New customers');
  });

  test('the command of the README and of the producers, with the AWS command line', async () => {
    const frozen = await startProcess('--frozen', '--now', '2026-11-02T09:13:00Z');
    try {
      const { stdout } = await sh(read('docs/snippets/put-events.sh'), frozen);
      expect(JSON.parse(stdout)).toEqual({ failed: 0, codes: [] });
      expect(await came('visit-1', frozen)).toMatchObject([{ customerId: 'cust-42', path: '/' }]);
      expect(frozen.printed()).toContain('cust-42 entered Recent visitors');
    } finally {
      await frozen.end('SIGINT');
    }
  });
});

describe('patron dev, as other clients of AWS see it', () => {
  const script = `
import boto3, json
events = boto3.client("events")
entry = {"EventBusName": "patron", "Source": "shop", "DetailType": "VisitMade", "Detail": "{}"}
answer = events.put_events(Entries=[entry, {**entry, "EventBusName": "patrn"}, {**entry, "Source": "patron"}, {**entry, "Detail": "1"}])
try:
    events.put_events(Entries=[entry] * 11)
except events.exceptions.ClientError as error:
    many = error.response
try:
    events.list_rules()
except events.exceptions.ClientError as error:
    other = error.response
print(json.dumps({
    "failed": answer["FailedEntryCount"],
    "codes": [each.get("ErrorCode") for each in answer["Entries"]],
    "status": answer["ResponseMetadata"]["HTTPStatusCode"],
    "many": many["Error"]["Code"],
    "other": other["Error"]["Code"],
    "requestId": other["ResponseMetadata"]["RequestId"],
}))
`;

  test('boto3', async () => {
    const { stdout } = await run(python, ['-c', script], { env: dev.environment });
    expect(JSON.parse(stdout)).toEqual({
      failed: 3,
      codes: [null, 'ResourceNotFoundException', 'NotAuthorizedForSourceException', 'MalformedDetail'],
      status: 200,
      many: 'ValidationException',
      other: 'UnknownOperationException',
      requestId: expect.stringMatching(/^[\da-f-]{36}$/) as string,
    });
  });

  test('the AWS command line', async () => {
    const entry = '{"EventBusName": "patrn", "Source": "shop", "DetailType": "VisitMade", "Detail": "{}"}';
    const { stdout } = await sh(`aws events put-events --entries '[${entry}]' --output json`);
    expect(JSON.parse(stdout)).toMatchObject({
      FailedEntryCount: 1,
      Entries: [{ ErrorCode: 'ResourceNotFoundException' }],
    });
    const many = await sh(
      `aws events put-events --entries '[${Array.from({ length: 11 }, () => entry).join(',')}]'`,
    ).catch((error: { readonly stderr: string }) => error);
    expect(many.stderr).toContain('(ValidationException)');
  });
});
