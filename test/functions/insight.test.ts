import './configured.ts';
import { DescribeTableCommand, DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { PutObjectCommand, S3Client } from '@aws-sdk/client-s3';
import { mockClient } from 'aws-sdk-client-mock';
import { afterEach, beforeAll, describe, expect, test, vi } from 'vitest';
import { parse } from 'zod/mini';
import { insightEvents, type InsightEventType } from '#events/insight-event.ts';
import { createHandler as createPart } from '#functions/insight-part.ts';
import {
  createHandler as createRound,
  handler as roundHandler,
  type InsightRoundDeps,
  type RoundInput,
  type RoundOutput,
} from '#functions/insight-round.ts';
import { telemetry } from '#functions/runtime/telemetry.ts';
import type { Catalogue } from '#lib/core/segments/compile/catalogue.ts';
import { customerKey } from '#lib/core/profile/person.ts';
import { dynamoDbCounts } from '#lib/ports/members/dynamodb/dynamodb-counts.ts';
import { dynamoDbMembers } from '#lib/ports/members/dynamodb/dynamodb-members.ts';
import type { OutgoingEntry } from '#lib/ports/publisher/change-publisher.ts';
import { openEmbeddedStore, type EmbeddedStore } from '#lib/ports/store/embedded/embedded-store.ts';
import { runInsight } from '#lib/use-cases/insight/pass/run-insight.ts';
import type { Slice, SliceResult } from '#lib/use-cases/insight/pass/run.ts';
import { catalogueJson } from '#test/use-cases/given.ts';
import { noon } from '#test/ports/members/shop-of-members.ts';
import { MemoryTable } from '#test/support/memory-table.ts';
import { receiveAFew } from '#test/use-cases/insight/pass/received.ts';
import { insightOver, latestResults } from '#test/use-cases/insight/pass/running.ts';
import { fewest } from '#test/use-cases/insight/pass/some-of-the-shop.ts';
import { invoke, listen } from './invoke.ts';

let store: EmbeddedStore;
let catalogue: Catalogue;

beforeAll(async () => {
  store = openEmbeddedStore('');
  catalogue = await receiveAFew(store);
  return () => store.close();
});

afterEach(() => vi.restoreAllMocks());

/** The functions of a deployment over the shop. */
const deployed = (lists?: InsightRoundDeps['lists']) => {
  const { deps, announced } = insightOver(store, catalogue);
  const round = createRound({ ...deps, lists, ...telemetry('insight') });
  const part = createPart({ ...deps, ...telemetry('insight-part') });
  return {
    ...deps,
    announced,
    round: (input: RoundInput) => invoke(round, input),
    part: (slice: Slice) => invoke(part, slice),
  };
};

const detailsOf = (announced: readonly OutgoingEntry[]) =>
  announced.map(({ detailType, detail }) => {
    const { schema } = insightEvents[detailType as InsightEventType];
    const parsed: unknown = JSON.parse(detail);
    expect(parse(schema, parsed)).toEqual(parsed);
    return parsed as { readonly kind: string; readonly segment?: string; readonly uri: string };
  });

type Deployed = Pick<ReturnType<typeof deployed>, 'round' | 'part'>;

/** Leads a pass from its first round to its last. */
const ledToItsEnd = async ({ round, part }: Deployed, first: RoundOutput): Promise<RoundOutput> => {
  let output = first;
  for (let rounds = 0; output.outcome === 'under-way' && rounds < 30; rounds += 1) {
    const results: SliceResult[] = [];
    for (const slice of output.slices) results.push(await part(slice));
    // Through JSON, as the state machine hands it on.
    output = await round(JSON.parse(JSON.stringify({ pass: output.pass, results })) as RoundInput);
  }
  return output;
};

/** A list with two members of whom seven were added up. */
const driftedLists = async () => {
  const table = new MemoryTable();
  const [members, counter] = [dynamoDbMembers(table), dynamoDbCounts(table)];
  const member = { segment: 'britons', enteredAt: noon, sequence: 1, rank: 1 };
  await members.put([customerKey('ann'), customerKey('bob')].map((person) => ({ ...member, person })));
  await counter.keepSizes(new Map([['britons', 7]]), noon);
  return { members, counter, kept: ['britons'] };
};

describe('insight-round and insight-part', () => {
  test('lead a pass to its end, publish what one process finds, and announce each result', async () => {
    const { metrics, lines, logged } = listen();
    const { counter, ...lists } = await driftedLists();
    const { round, part, objects, announced } = deployed({ counter, ...lists });
    const first = await round({ begin: { minimum: fewest } });
    expect(first).toMatchObject({ outcome: 'under-way', waitSeconds: 0 });
    expect(first.slices).toHaveLength(4);
    expect(await counter.size('britons')).toBe(7);
    const output = await ledToItsEnd({ round, part }, first);
    expect(output.outcome).toBe('done');
    expect([await counter.size('britons'), await counter.size('unheard-of')]).toEqual([2, undefined]);
    expect(logged().find(({ message }) => message === 'Lists of members were counted')).toMatchObject({
      lists: 1,
      drifts: [{ segment: 'britons', counted: 2, addedUp: 7 }],
    });

    const alone = insightOver(store, catalogue);
    await runInsight(alone.deps, { parts: 1, minimum: fewest });
    const results = await latestResults(objects);
    expect(results).toEqual(await latestResults(alone.deps.objects));

    const details = detailsOf(announced);
    expect(details.map(({ uri }) => uri).toSorted()).toEqual(
      [...results.keys()].map((name) => objects.uriOf(`results/${output.pass.id}/${name}.json`)).toSorted(),
    );
    expect(details.find(({ uri }) => uri.endsWith('places/britons.json'))).toMatchObject({
      kind: 'places',
      segment: 'britons',
    });
    const read = metrics().flatMap(({ InsightPeople }) => InsightPeople ?? []);
    expect(read.reduce<number>((sum, people) => sum + Number(people), 0)).toBe(3 * (await store.rowCount()));
    expect(JSON.stringify([announced, output, ...lines])).not.toMatch(/cust-|visitor-/);
  });

  test('go on with a part that failed', async () => {
    listen();
    const { round } = deployed();
    const { pass, slices } = await round({ begin: {} });
    const done = slices.slice(1).map(({ index }) => ({ index, isDone: true, rows: 1, people: 1 }));
    const next = await round({ pass, results: [{ failed: true }, null, ...done] });
    expect(next).toMatchObject({ outcome: 'under-way', waitSeconds: 0, slices: [{ index: 0, stage: 'overview' }] });
  });

  test('end as failed when nothing gets any further', async () => {
    listen();
    const { round } = deployed();
    let output = await round({ begin: {} });
    for (let rounds = 0; output.outcome === 'under-way' && rounds < 10; rounds += 1)
      output = await round({ pass: output.pass, results: [{ failed: true }] });
    expect(output.outcome).toBe('failed');
  });

  test('refuse a minimum by which a figure would tell of a few', async () => {
    listen();
    await expect(deployed().round({ begin: { minimum: 4 } })).rejects.toThrow('Cannot finish the invocation');
  });

  test('begin with the catalogue of the deployment, which parts read from the bucket', async () => {
    listen();
    const dynamoDb = mockClient(DynamoDBClient).on(DescribeTableCommand).resolves({});
    const buckets = mockClient(S3Client).on(PutObjectCommand).resolves({});
    const { pass } = await invoke(roundHandler, { begin: {} });
    const [call] = buckets.commandCalls(PutObjectCommand);
    const { Bucket, Key, Body } = call?.args[0].input ?? {};
    for (const mock of [dynamoDb, buckets]) mock.restore();
    expect({ Bucket, Key }).toEqual({ Bucket: 'patron-insight', Key: `parts/${pass.id}/catalogue.json` });
    expect(JSON.parse(Body as string)).toEqual({ source: catalogueJson, deployment: 7 });
  });
});
