import {
  CloudFormationClient,
  CloudFormationServiceException,
  DescribeStackResourcesCommand,
  DescribeStacksCommand,
} from '@aws-sdk/client-cloudformation';
import { GetObjectCommand, NoSuchKey, S3Client } from '@aws-sdk/client-s3';
import { mockClient } from 'aws-sdk-client-mock';
import { existsSync, readFileSync } from 'node:fs';
import { afterEach, beforeAll, beforeEach, describe, expect, test, vi } from 'vitest';
import type { FittedModel } from '#lib/core/predictions/fit/fitted-model.ts';
import type { ObjectStore } from '#lib/ports/objects/object-store.ts';
import { compile } from '#lib/core/segments/compile/compile.ts';
import { openEmbeddedStore } from '#lib/ports/store/embedded/embedded-store.ts';
import type { OutgoingEntry } from '#lib/ports/publisher/change-publisher.ts';
import { runInsight } from '#lib/use-cases/insight/pass/run-insight.ts';
import { simulateShop } from '#test/core/predictions/simulate-shop.ts';
import { insightOver, latestResults } from '#test/use-cases/insight/pass/running.ts';
import { patron, workspace } from './command-line.ts';
import { purchaseEvents } from './shop-of-buyers.ts';

const { path, write } = workspace();

const people = simulateShop({
  orders: { k: 2, r: 0.9, alpha: 3, a: 0.6, b: 2 },
  spend: { p: 4, q: 3.5, v: 2500 },
  people: 600,
  days: 300,
  seed: 5,
});

const source = {
  currency: 'GBP',
  segments: [{ key: 'loyal', when: { trait: 'predicted.alive', is: { gte: 0.8 } } }],
};

let objects: ObjectStore;
let announced: readonly OutgoingEntry[];
let store: string;

beforeAll(async () => {
  const events = write('events.jsonl', purchaseEvents(people));
  const segments = write('catalogue.json', JSON.stringify(source));
  const { stderr } = await patron(['replay', '--events', events, '--segments', segments, '--out', path('shop')]);
  if (stderr !== '') throw new Error(stderr);
  store = path('shop');
  const opened = openEmbeddedStore(path('shop/store.sqlite'));
  try {
    const run = insightOver(opened, compile(source));
    await runInsight(run.deps, { parts: 2 });
    [objects, announced] = [run.deps.objects, run.announced];
  } finally {
    opened.close();
  }
});

const cloud = { stacks: mockClient(CloudFormationClient), buckets: mockClient(S3Client) };
const stackName = { StackName: 'shop' };

/** A deployment whose bucket has what a run has kept. */
beforeEach(() => {
  vi.stubEnv('AWS_REGION', 'eu-west-1');
  cloud.stacks
    .on(DescribeStackResourcesCommand, { PhysicalResourceId: 'shop-state-Customers' })
    .resolves({
      StackResources: [
        {
          StackName: 'shop-state',
          LogicalResourceId: 'x',
          ResourceType: 'x',
          Timestamp: new Date(0),
          ResourceStatus: 'CREATE_COMPLETE',
        },
      ],
    })
    .on(DescribeStacksCommand)
    .resolves({ Stacks: [] })
    .on(DescribeStacksCommand, stackName)
    .resolves({
      Stacks: [
        {
          ...stackName,
          CreationTime: new Date(0),
          StackStatus: 'CREATE_COMPLETE',
          Outputs: [{ OutputKey: 'InsightBucketName', OutputValue: 'findings' }],
        },
      ],
    });
  cloud.buckets.on(GetObjectCommand).callsFake(async ({ Key, Bucket }: { Key: string; Bucket: string }) => {
    const body = Bucket === 'findings' ? await objects.get(Key) : undefined;
    if (body === undefined) throw new NoSuchKey({ $metadata: {}, message: 'No such key' });
    return { Body: { transformToByteArray: async () => body } };
  });
});

afterEach(() => {
  vi.unstubAllEnvs();
  for (const mock of Object.values(cloud)) mock.reset();
});

const table = ['--table', 'shop-state-Customers', '--segments', path('catalogue.json')];

const fit = (out: string, ...from: readonly string[]) => patron(['fit', ...from, '--out', out]);

describe('patron fit --table', () => {
  test('fits, to what the last pass gathered, what it fits to the people themselves, and says as of when', async () => {
    await fit(path('of-people.json'), '--store', store);
    const { status, stdout, stderr } = await fit(path('gathered.json'), ...table);
    expect({ status, stderr }).toEqual({ status: 0, stderr: '' });
    const model = readFileSync(path('gathered.json'), 'utf8');
    expect(model).toBe(readFileSync(path('of-people.json'), 'utf8'));
    const { asOf } = JSON.parse(model) as FittedModel;
    expect(stdout).toContain(`From what the last pass over shop-state-Customers gathered, as of ${asOf}.\n`);
  });

  test('takes another holdout and k', async () => {
    const more = ['--holdout', 'P60D', '--k', '1'];
    await fit(path('of-people.json'), '--store', store, ...more);
    await fit(path('gathered.json'), ...table, ...more);
    expect(readFileSync(path('gathered.json'), 'utf8')).toBe(readFileSync(path('of-people.json'), 'utf8'));
  });

  const noStack = new CloudFormationServiceException({
    name: 'ValidationError',
    $fault: 'client',
    $metadata: {},
    message: 'Stack for shop-state-Customers does not exist',
  });

  test.each([
    [
      'a table that no stack has',
      () => cloud.stacks.on(DescribeStackResourcesCommand).rejects(noStack),
      'no deployment of it keeps insight: deploy it with "insight": "weekly"',
    ],
    [
      'a bucket in which nothing was gathered',
      () => cloud.buckets.on(GetObjectCommand).rejects(new NoSuchKey({ $metadata: {}, message: 'No such key' })),
      'no pass has gathered orders there: start one as docs/insight.md says',
    ],
  ])('refuses %s in one line that says what to do', async (_what, change, reason) => {
    change();
    const { status, stdout, stderr } = await fit(path('refused.json'), ...table);
    expect({ status, stdout }).toEqual({ status: 1, stdout: '' });
    expect(stderr).toBe(
      `patron fit: Cannot fit shop-state-Customers from what its last pass gathered: ${reason}, or --scan reads everybody, and prints first what that costs\n`,
    );
    expect(existsSync(path('refused.json'))).toBe(false);
  });
});

describe('runInsight() over people who buy again', () => {
  test('publishes the model as the command writes it, and announces how many it would move', async () => {
    await fit(path('of-people.json'), '--store', store);
    const text = readFileSync(path('of-people.json'), 'utf8');
    expect((await latestResults(objects)).get('predictions')).toBe(text);
    const { modelId, quality, asOf } = JSON.parse(text) as FittedModel;
    const fitted = announced.filter(({ detailType }) => detailType === 'ModelFitted');
    expect(fitted.map(({ detail }) => JSON.parse(detail) as unknown)).toEqual([
      { modelId, quality, wouldChange: await membersBy(path('of-people.json'), asOf) },
    ]);
  });
});

/** How many are in the one segment by a model, of whom nobody is without it. */
const membersBy = async (model: string, asOf: string): Promise<number> => {
  const events = path('events.jsonl');
  const segments = path('catalogue.json');
  const out = path('with-model');
  await patron(['replay', '--events', events, '--segments', segments, '--model', model, '--out', out, '--until', asOf]);
  const summary = JSON.parse(readFileSync(`${out}/summary.json`, 'utf8')) as {
    readonly segments: { readonly loyal: { readonly members: number } };
  };
  return summary.segments.loyal.members;
};
