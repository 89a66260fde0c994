import { execFile, spawnSync } from 'node:child_process';
import { cpSync, existsSync, readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { promisify } from 'node:util';
import type { Template } from 'aws-cdk-lib/assertions';
import { beforeAll, describe, expect, test } from 'vitest';
import { compile } from '#lib/core/segments/compile/compile.ts';
import { defaultCatalogue } from '#lib/core/segments/default/default-catalogue.ts';
import { envelope, sqsEvent, sqsRecord } from '#test/functions/invoke.ts';
import { newFolder } from '#test/support/folder.ts';
import { predictionModel } from '#test/support/prediction-model.ts';
import { noon, purchase } from '#test/use-cases/given.ts';
import { queueStandIn } from './queue-stand-in.ts';
import { functionOf, synthesise } from './synthesised.ts';

const folder = newFolder();
const entries = ['update', 'publish', 'sweep', 'quarantine'];
let stateless: Template;
let outdir: string;

beforeAll(() => {
  ({ stateless, outdir } = synthesise({}, { 'aws:cdk:bundling-stacks': ['**'] }));
});

/** Where the bundle of a function is, out of reach of the project's own package.json. */
const bundleOf = (entry: string): string => {
  const key = String(functionOf(stateless, entry)['Code'].S3Key).replace(/\.zip$/, '');
  const bundle = join(folder, entry);
  cpSync(join(outdir, `asset.${key}`), bundle, { recursive: true });
  return bundle;
};

/** The environment that Lambda and the stack give a function. */
const environmentOf = (bundle: string) => ({
  LAMBDA_TASK_ROOT: bundle,
  AWS_REGION: 'eu-west-1',
  TABLE_NAME: 'customers',
  BUS_NAME: 'patron',
  QUEUE_URL: 'https://sqs.eu-west-1.amazonaws.com/123456789012/events.fifo',
  SLOW_QUEUE_URL: 'https://sqs.eu-west-1.amazonaws.com/123456789012/slow.fifo',
  DEAD_LETTERS_URL: 'https://sqs.eu-west-1.amazonaws.com/123456789012/dead.fifo',
  QUARANTINE_DAYS: '90',
  BUCKET_NAME: 'results',
  DEPLOYMENT: '1',
});

/** Loads `index.js` as Lambda does, in a process of its own. */
const load = (bundle: string) =>
  spawnSync(process.execPath, ['-e', `process.stdout.write(typeof require(${JSON.stringify(bundle)}).handler)`], {
    encoding: 'utf8',
    env: environmentOf(bundle),
  });

const credentials = {
  AWS_ACCESS_KEY_ID: 'AKIDFUNCTION',
  AWS_SECRET_ACCESS_KEY: 'secret',
  AWS_SESSION_TOKEN: 'session',
};

/** Invokes the handler of a bundle once, in a process of its own; resolves to its result. */
const invoke = async (bundle: string, event: unknown, environment: NodeJS.ProcessEnv): Promise<unknown> => {
  const script = `require(${JSON.stringify(bundle)}).handler(${JSON.stringify(event)}, {}).then((result) =>
    require('node:fs').writeSync(2, JSON.stringify(result)))`;
  const env = { ...environmentOf(bundle), ...environment };
  return JSON.parse((await promisify(execFile)(process.execPath, ['-e', script], { env })).stderr);
};

/** The functions of what a deployment may do without, each with what its template says of its connections. */
const connecting = {
  adapt: { SOURCES: 'arn:aws:sqs:eu-west-1:123456789012:shop shopify' },
  hook: { HOOKS: 'shop shopify shop https://sqs.eu-west-1.amazonaws.com/123456789012/shop' },
  deliver: { WEBHOOKS: 'arn:aws:sqs:eu-west-1:123456789012:loyalty https://loyalty.example/ loyalty' },
};

describe('bundles of connections', () => {
  const connected = {
    sources: [{ adapter: 'shopify', webhook: { secret: 'shop' } }],
    destinations: [
      {
        tool: 'standardWebhook',
        secret: 'loyalty',
        segments: ['lapsing-regulars'],
        endpoint: 'https://loyalty.example',
      },
    ],
  } as const;

  test.each(Object.entries(connecting))(
    '%s can be loaded, and has the adapters beside it where it needs them',
    (entry, told) => {
      ({ stateless, outdir } = synthesise(connected, { 'aws:cdk:bundling-stacks': ['**'] }));
      const bundle = bundleOf(entry);
      const script = `process.stdout.write(typeof require(${JSON.stringify(bundle)}).handler)`;
      const env = { ...environmentOf(bundle), ...told };
      const { stdout, stderr } = spawnSync(process.execPath, ['-e', script], { encoding: 'utf8', env });
      expect([stdout, stderr]).toEqual(['function', '']);
      expect(existsSync(join(bundle, 'node_modules', 'adapters', 'index.js'))).toBe(entry === 'adapt');
    },
  );
});

describe('bundles', () => {
  test.each(entries)('%s is CommonJS that exports a handler', (entry) => {
    const bundle = bundleOf(entry);
    const chunks = ['update', 'quarantine'].includes(entry) ? ['node_modules'] : [];
    expect(readdirSync(bundle).filter((file) => file !== 'catalogue.json')).toEqual(['index.js', ...chunks]);
    const { stdout, stderr, status } = load(bundle);
    expect({ stdout, stderr, status }).toEqual({ stdout: 'function', stderr: '', status: 0 });
  });

  test.each(['insight-round', 'insight-part'])(
    '%s can be loaded, though the client of S3 needs more than others',
    (entry) => {
      const bundle = bundleOf(entry);
      expect(readdirSync(bundle).toSorted()).toEqual(['catalogue.json', 'index.js']);
      const { stdout, stderr, status } = load(bundle);
      expect({ stdout, stderr, status }).toEqual({ stdout: 'function', stderr: '', status: 0 });
    },
  );

  test.each(entries)('%s is at most 450 KB', (entry) => {
    expect(statSync(join(bundleOf(entry), 'index.js')).size).toBeLessThanOrEqual(450_000);
  });

  test.each(entries)(
    '%s leaves out event streams, which keep the SDK’s modules apart, and an unused cache',
    (entry) => {
      const code = readFileSync(join(bundleOf(entry), 'index.js'), 'utf8');
      expect(code).toMatch(/\.then\(\(\)=>\w+\(require\("@smithy\/core\/event-streams"\)\)\)/);
      // A real import has every cold start make Node's loader of ES modules ready.
      expect(code).not.toMatch(/[^.\w]import\(/);
      expect(code).not.toContain('mnemonist');
    },
  );

  test.each(['sweep', 'backfill-part', 'backfill-round'])('%s checks nothing, and has no schemas', (entry) => {
    expect(readFileSync(join(bundleOf(entry), 'index.js'), 'utf8')).not.toContain('ZodMini');
  });

  test('update has the rules of time zones in a file of their own, which it reads for such a catalogue alone', async () => {
    const bundle = bundleOf('update');
    const chunk = join(bundle, 'node_modules/zoned-calendar/index.js');
    expect(statSync(chunk).size).toBeLessThanOrEqual(70_000);
    const inUtc = { currency: 'GBP', segments: [] };
    const files = [inUtc, { ...inUtc, timeZone: 'Asia/Kathmandu' }].map((catalogue, index) => {
      const file = join(folder, `catalogue-${index}.json`);
      writeFileSync(file, JSON.stringify(catalogue));
      return file;
    });
    const [utc = '', kathmandu = ''] = files;
    const nothing = { batchItemFailures: [] };
    expect(await invoke(bundle, sqsEvent(), { CATALOGUE_FILE: kathmandu })).toEqual(nothing);
    writeFileSync(chunk, 'throw new Error("the rules of time zones are read")');
    await expect(invoke(bundle, sqsEvent(), { CATALOGUE_FILE: kathmandu })).rejects.toThrow('are read');
    expect(await invoke(bundle, sqsEvent(), { CATALOGUE_FILE: utc })).toEqual(nothing);
  });

  test.each(['update', 'quarantine'])(
    '%s has the client of SQS, which it seldom calls, in a file of its own',
    (entry) => {
      const bundle = bundleOf(entry);
      expect(readFileSync(join(bundle, 'index.js'), 'utf8')).not.toContain('AmazonSQS');
      expect(readFileSync(join(bundle, 'node_modules/sqs-queues/index.js'), 'utf8')).toContain('AmazonSQS');
    },
  );

  test('update has what models predict in a file of its own, which it reads for a catalogue with a model alone', async () => {
    const bundle = bundleOf('update');
    const chunk = join(bundle, 'node_modules/predicted-signals/index.js');
    expect(statSync(chunk).size).toBeLessThanOrEqual(30_000);
    const [without = '', with_ = ''] = [undefined, predictionModel].map((predict, index) => {
      const file = join(folder, `model-${index}.json`);
      const segments = [{ key: 'fading', when: { trait: 'predicted.alive', is: { lt: 0.5 } } }];
      writeFileSync(file, JSON.stringify({ currency: 'GBP', segments, predict }));
      return file;
    });
    const nothing = { batchItemFailures: [] };
    expect(await invoke(bundle, sqsEvent(), { CATALOGUE_FILE: with_ })).toEqual(nothing);
    writeFileSync(chunk, 'throw new Error("the model is read")');
    await expect(invoke(bundle, sqsEvent(), { CATALOGUE_FILE: with_ })).rejects.toThrow('is read');
    expect(await invoke(bundle, sqsEvent(), { CATALOGUE_FILE: without })).toEqual(nothing);
  });

  test.each([
    ['a window of the calendar', { performed: 'VisitMade', during: { unit: 'month', from: 0, to: 0 } }],
    ['a window in the past', { not: { any: [{ performed: 'VisitMade', between: ['P30D', 'P1D'] }] } }],
    ['a number that is worked out', { all: [{ value: { performed: 'VisitMade', within: 'P1D' }, is: { gte: 2 } }] }],
    [
      'two events with a value in common',
      { performed: 'VisitMade', notFollowedBy: { performed: 'VisitMade' }, for: 'P1D', within: 'P2D', same: 'sku' },
    ],
    ['a trait of the shop’s own', { trait: 'computed.visits', is: { gte: 2 } }],
  ])('update reads seldom measures from a file of their own for %s, and for no plain catalogue', async (_, when) => {
    const bundle = bundleOf('update');
    const chunk = join(bundle, 'node_modules/seldom-measures/index.js');
    expect(statSync(chunk).size).toBeLessThanOrEqual(20_000);
    const own = 'trait' in when ? { traits: { visits: { performed: 'VisitMade', within: 'P1D' } } } : {};
    const plain = { performed: 'VisitMade', within: 'P1D' };
    const [seldom = '', usual = ''] = [{ when, ...own }, { when: plain }].map(({ when: asked, ...rest }, index) => {
      const file = join(folder, `measures-${index}.json`);
      const source = { currency: 'GBP', segments: [{ key: 'visitors', when: asked }], ...rest };
      compile(source);
      writeFileSync(file, JSON.stringify(source));
      return file;
    });
    const nothing = { batchItemFailures: [] };
    expect(await invoke(bundle, sqsEvent(), { CATALOGUE_FILE: seldom })).toEqual(nothing);
    writeFileSync(chunk, 'throw new Error("the measures are read")');
    await expect(invoke(bundle, sqsEvent(), { CATALOGUE_FILE: seldom })).rejects.toThrow('are read');
    expect(await invoke(bundle, sqsEvent(), { CATALOGUE_FILE: usual })).toEqual(nothing);
  });

  test('quarantine sends an event on, signed with what its environment holds', async () => {
    const queue = await queueStandIn();
    const body = envelope(purchase({ customerId: 'ada' }));
    const environment = { ...credentials, QUEUE_URL: queue.url, AWS_ENDPOINT_URL: new URL(queue.url).origin };
    const result = await invoke(bundleOf('quarantine'), sqsEvent(sqsRecord(body, { arrivedAt: noon })), environment);
    queue.close();
    expect(result).toEqual({ batchItemFailures: [] });
    expect(queue.calls).toMatchObject([
      {
        headers: {
          'x-amz-target': 'AmazonSQS.SendMessageBatch',
          'x-amz-security-token': 'session',
          authorization: expect.stringContaining('Credential=AKIDFUNCTION/'),
        },
        input: { Entries: [{ MessageBody: body }] },
      },
    ]);
  });

  test('only update has the catalogue beside it, with its hash', () => {
    const catalogue = JSON.parse(readFileSync(join(bundleOf('update'), 'catalogue.json'), 'utf8'));
    const source = JSON.parse(JSON.stringify(defaultCatalogue));
    expect(catalogue).toEqual({ hash: compile(source).hash, source });
    expect(entries.filter((entry) => existsSync(join(bundleOf(entry), 'catalogue.json')))).toEqual(['update']);
  });
});
