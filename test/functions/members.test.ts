import './configured.ts';
import { DescribeTableCommand, DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { mockClient } from 'aws-sdk-client-mock';
import type { CloudFormationCustomResourceEvent } from 'aws-lambda';
import { afterEach, describe, expect, test, vi } from 'vitest';
import { createHandler as createPart } from '#functions/members-part.ts';
import { createHandler as createRound, handler as roundHandler, type RoundInput } from '#functions/members-round.ts';
import { createHandler as createStart } from '#functions/members-start.ts';
import { telemetry } from '#functions/runtime/telemetry.ts';
import { wholeSegment } from '#lib/core/members/shard.ts';
import { customerKey } from '#lib/core/profile/person.ts';
import { dynamoDbCounts } from '#lib/ports/members/dynamodb/dynamodb-counts.ts';
import { openEmbeddedStore } from '#lib/ports/store/embedded/embedded-store.ts';
import type { FillResult, FillSlice } from '#lib/use-cases/members/fill-pass.ts';
import { noon, shopOfMembers } from '#test/ports/members/shop-of-members.ts';
import { newFolder } from '#test/support/folder.ts';
import { MemoryTable } from '#test/support/memory-table.ts';
import { MembersInMemory } from '#test/support/members-in-memory.ts';
import { invoke, listen } from './invoke.ts';

const closing: (() => void)[] = [];
afterEach(() => {
  vi.restoreAllMocks();
  for (const close of closing.splice(0)) close();
});

/** The functions of a deployment with three members of one segment. */
const deployed = async () => {
  const store = openEmbeddedStore(`${newFolder()}/store.sqlite`);
  closing.push(() => store.close());
  const shop = shopOfMembers(store);
  for (const id of ['ada', 'ben', 'cleo']) await shop.commit(customerKey(id), { at: noon, enters: ['loyal'] });
  const members = new MembersInMemory();
  const deps = { store, members, keeps: () => true, now: () => noon };
  const counter = dynamoDbCounts(new MemoryTable());
  const round = createRound({ ...deps, counter, kept: ['loyal', 'lapsed'], ...telemetry('members') });
  const part = createPart({ ...deps, ...telemetry('members-part') });
  return {
    members,
    counter,
    round: (input: RoundInput) => invoke(round, input),
    part: (slice: FillSlice): Promise<FillResult> => invoke(part, slice),
  };
};

describe('members-round and members-part', () => {
  test('lead a pass to its end, and count what was put', async () => {
    const { metrics, logged } = listen();
    const { round, part, members, counter } = await deployed();
    let output = await round({ begin: {} });
    for (let rounds = 0; output.outcome === 'under-way' && rounds < 10; rounds += 1) {
      const results: FillResult[] = [];
      for (const slice of output.slices) results.push(await part(slice));
      // The state machine keeps its data as JSON.
      output = await round(JSON.parse(JSON.stringify({ pass: output.pass, results })));
    }
    expect(output).toMatchObject({ outcome: 'done', slices: [], pass: { put: 3, rounds: 2 } });
    const { members: listed } = await members.page('loyal', { ...wholeSegment, limit: 9 });
    expect(listed.map(({ person, sequence }) => [person, sequence])).toEqual([
      [customerKey('ada'), 1],
      [customerKey('ben'), 1],
      [customerKey('cleo'), 1],
    ]);
    expect([await counter.size('loyal'), await counter.size('lapsed'), await counter.size('other')]).toEqual([
      3,
      0,
      undefined,
    ]);
    const counted = metrics().reduce((sum, { MembersPut = 0 }) => sum + Number(MembersPut), 0);
    expect(counted).toBe(3);
    expect(
      metrics()
        .map(({ MembersFilled }) => MembersFilled)
        .filter((each) => each !== undefined),
    ).toEqual([0, 0, 1]);
    expect(JSON.stringify(logged())).not.toMatch(/ada|ben|cleo/);
  });

  test('go on with a part that failed, and say which rows could not be put', async () => {
    const { logged } = listen();
    const { round, part, members } = await deployed();
    const { pass, slices } = await round({ begin: { segments: 'all', forget: [] } });
    vi.spyOn(members, 'put').mockImplementation(refuse as unknown as typeof members.put);
    const results: FillResult[] = [];
    for (const slice of slices) results.push(await part(slice));
    const first = results.find(({ done }) => !done);
    expect(first).toMatchObject({ done: false, put: 0, rows: 0 });
    expect(logged().find(({ level }) => level === 'ERROR')).toMatchObject({ code: 'Throttled' });
    const next = await round({ pass, results: [null, { failed: true }] });
    expect(next).toMatchObject({ outcome: 'under-way', waitSeconds: 30 });
    expect(next.slices).toHaveLength(4);
  });

  test('divide the table by its size', async () => {
    listen();
    const client = mockClient(DynamoDBClient);
    client.on(DescribeTableCommand).resolves({ Table: { ItemCount: 2_000_000 } });
    const { slices } = await invoke(roundHandler, { begin: {} });
    expect(slices).toHaveLength(10);
    client.restore();
  });
});

const refuse = async (rows: readonly unknown[]) => rows.map((item) => ({ item, code: 'Throttled' }));

const properties = (...Members: readonly string[]) => ({ ServiceToken: 'arn:function', Members: [...Members] });

const asked = (RequestType: 'Create' | 'Update' | 'Delete', now: readonly string[], before: readonly string[] = []) =>
  ({
    RequestType,
    RequestId: 'request-1',
    StackId: 'stack-1',
    LogicalResourceId: 'Kept',
    ResponseURL: 'https://answer.test/here',
    ResourceProperties: properties(...now),
    OldResourceProperties: properties(...before),
  }) as unknown as CloudFormationCustomResourceEvent;

const starter = (startPass = vi.fn<(name: string, input: string) => Promise<void>>(async () => {})) => {
  const put = vi.fn<(url: string, body: string) => Promise<void>>(async () => {});
  const isRollingBack = vi.fn<(stackId: string) => Promise<boolean>>(async () => false);
  const handler = createStart({ ...telemetry('members-start'), startPass, isRollingBack, put });
  const answers = () => put.mock.calls.map(([, body]) => JSON.parse(body) as Record<string, unknown>);
  return {
    ask: (event: CloudFormationCustomResourceEvent) => invoke(handler, event),
    startPass,
    isRollingBack,
    answers,
  };
};

describe('members-start', () => {
  test('at Create fills every list, once publish has put its rows for a while', async () => {
    const { ask, startPass, answers } = starter();
    await ask(asked('Create', ['a', 'b']));
    expect(startPass.mock.calls).toEqual([['members-request-1', '{"segments":"all","forget":[],"waitSeconds":1200}']]);
    expect(answers()).toMatchObject([{ Status: 'SUCCESS', PhysicalResourceId: 'members-pass' }]);
  });

  test('at Update fills what was added and throws away what was removed', async () => {
    const { ask, startPass } = starter();
    await ask(asked('Update', ['a', 'c'], ['a', 'b']));
    expect(startPass.mock.calls).toEqual([
      ['members-request-1', '{"segments":["c"],"forget":["b","c"],"waitSeconds":1200}'],
    ]);
  });

  test('starts nothing where the same are kept, nor at Delete', async () => {
    const { ask, startPass, answers } = starter();
    await ask(asked('Update', ['a', 'b'], ['b', 'a']));
    await ask(asked('Delete', ['a', 'b']));
    expect(startPass).not.toHaveBeenCalled();
    expect(answers().map(({ Status }) => Status)).toEqual(['SUCCESS', 'SUCCESS']);
  });

  test('tells CloudFormation when a pass could not be started, but holds up no rollback', async () => {
    listen();
    const { ask, answers, isRollingBack } = starter(
      vi.fn<() => Promise<void>>().mockRejectedValue(new Error('no such machine')),
    );
    await ask(asked('Create', ['a']));
    isRollingBack.mockResolvedValue(true);
    await ask(asked('Create', ['a']));
    expect(answers()).toMatchObject([
      { Status: 'FAILED', Reason: 'Cannot start the pass for members: Error: no such machine' },
      { Status: 'SUCCESS' },
    ]);
  });
});
