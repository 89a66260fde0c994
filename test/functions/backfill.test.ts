import './configured.ts';
import {
  DescribeTableCommand,
  DynamoDBClient,
  PutItemCommand,
  type PutItemCommandInput,
} from '@aws-sdk/client-dynamodb';
import { EventBridgeClient, PutEventsCommand } from '@aws-sdk/client-eventbridge';
import { ExecutionAlreadyExists, SFNClient, StartExecutionCommand } from '@aws-sdk/client-sfn';
import { mockClient } from 'aws-sdk-client-mock';
import type { CloudFormationCustomResourceEvent } from 'aws-lambda';
import { afterEach, describe, expect, test, vi } from 'vitest';
import { parse } from 'zod/mini';
import { backfillEvents, type BackfillEventType } from '#events/backfill-event.ts';
import { createHandler as createPart } from '#functions/backfill-part.ts';
import { createHandler as createRound, handler as roundHandler, type RoundInput } from '#functions/backfill-round.ts';
import { createHandler as createStart } from '#functions/backfill-start.ts';
import { startUnlessStarted } from '#functions/runtime/start-pass.ts';
import { telemetry } from '#functions/runtime/telemetry.ts';
import { noPauses } from '#lib/ports/backoff.ts';
import { usualPatience } from '#lib/use-cases/backfill/after-round.ts';
import type { SliceResult } from '#lib/use-cases/backfill/pass.ts';
import type { OutgoingEntry } from '#lib/ports/publisher/change-publisher.ts';
import { crowdBehind, targetOf } from '#test/use-cases/backfill/crowd-behind.ts';
import { dynamoDbCatalogues } from '#lib/ports/store/dynamodb/kept-catalogues.ts';
import { MemoryTable } from '#test/support/memory-table.ts';
import { catalogueJson } from '#test/use-cases/given.ts';
import { invoke, listen } from './invoke.ts';

afterEach(() => vi.restoreAllMocks());

const noon = Date.parse('2026-11-02T12:00:00.000Z');
const minute = 60_000;

/** The functions of a deployment over a crowd, with a clock that is set by hand. */
const deployed = (count: number, deployment = 2) => {
  const clock = { now: noon };
  const crowd = crowdBehind(count, () => clock.now);
  const published: OutgoingEntry[] = [];
  const publish = vi.fn<(entries: readonly OutgoingEntry[]) => Promise<[]>>(async (entries) => {
    published.push(...entries);
    return [];
  });
  const wall = { now: () => clock.now, ...noPauses };
  const parts = { ...wall, ...telemetry('backfill', { deployment }), store: crowd.store };
  const keepCatalogue = vi.fn<() => Promise<void>>(async () => {});
  const conducting = {
    target: targetOf(deployment),
    rate: 50,
    patience: usualPatience,
    publisher: { publish },
    keepCatalogue,
  };
  const round = createRound({ ...parts, ...conducting });
  const part = createPart({ ...parts, deployment, ticker: crowd.ticker });
  return {
    ...crowd,
    clock,
    published,
    publish,
    keepCatalogue,
    round: (input: RoundInput) => invoke(round, input),
    part: createAsked(part),
  };
};

const createAsked =
  (part: ReturnType<typeof createPart>) =>
  (slice: Parameters<typeof part>[0]): ReturnType<typeof invoke<typeof slice, Awaited<ReturnType<typeof part>>>> =>
    invoke(part, slice);

const said = (published: readonly OutgoingEntry[]) =>
  published.map(({ detailType, detail }) => {
    const { schema } = backfillEvents[detailType as BackfillEventType];
    const parsed: unknown = JSON.parse(detail);
    expect(parse(schema, parsed)).toEqual(parsed);
    return { type: detailType, ...(parsed as Record<string, unknown>) };
  });

describe('backfill-round and backfill-part', () => {
  test('lead a pass to its end, and say each time how far it has come', async () => {
    const { metrics } = listen();
    const { round, part, clock, published, keepCatalogue } = deployed(500);
    let output = await round({ begin: {} });
    expect(output).toMatchObject({ outcome: 'under-way', waitSeconds: 0 });
    expect(output.slices.map(({ rate }) => rate)).toEqual([12.5, 12.5, 12.5, 12.5]);
    for (let rounds = 0; output.outcome === 'under-way' && rounds < 10; rounds += 1) {
      clock.now += minute + 1000 * output.waitSeconds;
      const results: SliceResult[] = [];
      for (const slice of output.slices) results.push(await part(slice));
      output = await round({ pass: output.pass, results });
    }
    expect(output.outcome).toBe('complete');
    expect(keepCatalogue).toHaveBeenCalledOnce();
    const [begun, going, over] = said(published);
    expect(begun).toMatchObject({ type: 'BackfillStarted', deployment: 2, catalogue: 'catalogue-2', rate: 50 });
    expect(going).toMatchObject({ type: 'BackfillProgressed', attempt: 2, ticked: 500 });
    expect(over).toMatchObject({
      type: 'BackfillFinished',
      outcome: 'complete',
      attempts: 2,
      ticked: 500,
      remaining: 0,
    });
    const counted = metrics().filter(({ BackfillTicked }) => BackfillTicked !== undefined);
    expect(counted.map(({ BackfillTicked }) => BackfillTicked)).toEqual([0, 500, 0]);
    expect(counted.map(({ BackfillRemaining }) => BackfillRemaining)).toEqual([undefined, undefined, 0]);
  });

  test('estimate the time that is left from the share of the rows that is done', async () => {
    const { round, clock, published } = deployed(1000);
    const { pass } = await round({ begin: {} });
    clock.now += 10 * minute;
    const results = pass.open.map(({ index }) => ({ index, next: 'x', done: false, rows: 50, behind: 50, ticked: 50 }));
    await round({ pass, results });
    const estimatedEndAt = new Date(noon + 50 * minute).toISOString();
    expect(said(published)[1]).toMatchObject({ share: 0.2, ticked: 200, estimatedEndAt });
  });

  test('a part that failed goes on where it was, with its share of the rate', async () => {
    const { round } = deployed(100);
    const { pass, slices } = await round({ begin: {} });
    const done = slices.slice(1).map(({ part: { index } }) => ({ index, done: true, rows: 1, behind: 0, ticked: 0 }));
    const next = await round({ pass, results: [{ failed: true }, ...done] });
    expect(next.slices).toMatchObject([{ part: { index: 0 }, rate: 50 }]);
    const neither = await round({ pass: next.pass, results: [null] });
    expect(neither).toMatchObject({ outcome: 'under-way', waitSeconds: 30, slices: [{ part: { index: 0 } }] });
  });

  test('give way to another deployment', async () => {
    const { round, part, ticks, published } = deployed(100, 3);
    const asked = await round({ begin: targetOf(2) });
    expect(asked).toMatchObject({ outcome: 'superseded' });
    expect(said(published)).toMatchObject([{ type: 'BackfillFinished', outcome: 'superseded', supersededBy: 3 }]);
    const { slices } = await deployed(100, 2).round({ begin: {} });
    const [slice] = slices;
    expect(slice && (await part(slice))).toMatchObject({ done: false, ticked: 0, supersededBy: 3 });
    expect(ticks).toEqual([]);
  });

  test('fail where the bus takes nothing, so that the state machine asks again', async () => {
    listen();
    const { round, publish } = deployed(100);
    publish.mockRejectedValue(new Error('down'));
    await expect(round({ begin: {} })).rejects.toThrow('Cannot finish the invocation');
    expect(publish).toHaveBeenCalledTimes(4);
  });

  test('begin no pass whose catalogue cannot be kept, so that the state machine asks again', async () => {
    listen();
    const { round, published, keepCatalogue } = deployed(100);
    keepCatalogue.mockRejectedValueOnce(new Error('down'));
    await expect(round({ begin: {} })).rejects.toThrow('Cannot finish the invocation');
    expect(published).toEqual([]);
    expect(await round({ begin: {} })).toMatchObject({ outcome: 'under-way' });
  });

  test('keep the catalogue of the deployment in its table', async () => {
    const table = new MemoryTable();
    const dynamoDb = mockClient(DynamoDBClient).on(DescribeTableCommand).resolves({});
    dynamoDb.on(PutItemCommand).callsFake((input: PutItemCommandInput) => table.client.send(new PutItemCommand(input)));
    const eventBridge = mockClient(EventBridgeClient);
    eventBridge.on(PutEventsCommand).resolves({ Entries: [{ EventId: 'e-1' }] });
    await invoke(roundHandler, { begin: {} });
    expect(dynamoDb.commandCalls(PutItemCommand)[0]?.args[0].input.TableName).toBe('patron');
    for (const mock of [dynamoDb, eventBridge]) mock.restore();
    expect(await dynamoDbCatalogues(table).latest()).toEqual({ deployment: 7, source: catalogueJson });
  });

  test('log nothing that names a person', async () => {
    const { lines } = listen();
    const { round, part } = deployed(200);
    const { pass, slices } = await round({ begin: {} });
    const results: SliceResult[] = [];
    for (const slice of slices) results.push(await part({ ...slice, sliceMs: 0, rate: 1 }));
    await round({ pass, results });
    expect(results.some(({ next = '' }) => next.includes('cust-'))).toBe(true);
    expect(lines.length).toBeGreaterThan(2);
    expect(lines.join()).not.toContain('cust-');
  });
});

const asked = (RequestType: 'Create' | 'Update' | 'Delete') =>
  ({
    RequestType,
    ResponseURL: 'https://answer.test/here',
    StackId: 'stack-1',
    RequestId: 'request-1',
    LogicalResourceId: 'Deployed',
    ResourceProperties: { ServiceToken: 'arn', Deployment: '7', Catalogue: 'hash-of-it' },
  }) as unknown as CloudFormationCustomResourceEvent;

const starter = (startPass = vi.fn<(name: string, input: string) => Promise<void>>(async () => {})) => {
  const put = vi.fn<(url: string, body: string) => Promise<void>>(async () => {});
  const isRollingBack = vi.fn<(stackId: string) => Promise<boolean>>(async () => false);
  const handler = createStart({ ...telemetry('backfill-start'), startPass, isRollingBack, put });
  const answers = () => put.mock.calls.map(([url, body]) => [url, JSON.parse(body) as object] as const);
  return {
    startPass,
    isRollingBack,
    ask: (event: CloudFormationCustomResourceEvent) => invoke(handler, event),
    answers,
  };
};

describe('backfill-start', () => {
  test.each(['Create', 'Update'] as const)('at %s starts a pass that is named by what was deployed', async (type) => {
    const { ask, startPass, answers } = starter();
    await ask(asked(type));
    const input = '{"deployment":7,"catalogue":"hash-of-it"}';
    expect(startPass.mock.calls).toEqual([['deployment-7-hash-of-it', input]]);
    const answer = { Status: 'SUCCESS', StackId: 'stack-1', RequestId: 'request-1', LogicalResourceId: 'Deployed' };
    expect(answers()).toEqual([['https://answer.test/here', { ...answer, PhysicalResourceId: 'catalogue-backfill' }]]);
  });

  test('at Delete starts nothing', async () => {
    const { ask, startPass, answers } = starter();
    await ask(asked('Delete'));
    expect(startPass).not.toHaveBeenCalled();
    expect(answers()[0]?.[1]).toMatchObject({ Status: 'SUCCESS', PhysicalResourceId: 'catalogue-backfill' });
  });

  test('tells CloudFormation when a pass could not be started', async () => {
    listen();
    const { ask, answers } = starter(vi.fn<() => Promise<void>>().mockRejectedValue(new Error('no such machine')));
    await ask(asked('Update'));
    expect(answers()[0]?.[1]).toMatchObject({ Status: 'FAILED', Reason: expect.stringContaining('no such machine') });
  });

  test('holds up no rollback', async () => {
    const { logged } = listen();
    const { ask, answers, isRollingBack } = starter(vi.fn<() => Promise<void>>().mockRejectedValue(new Error('none')));
    isRollingBack.mockResolvedValue(true);
    await ask(asked('Update'));
    expect(answers()[0]?.[1]).toMatchObject({ Status: 'SUCCESS' });
    expect(isRollingBack.mock.calls).toEqual([['stack-1']]);
    expect(logged()).toMatchObject([{ level: 'WARN', message: 'A rollback goes on without a pass' }]);
  });
});

describe('startUnlessStarted()', () => {
  const client = mockClient(SFNClient);
  afterEach(() => client.reset());
  const start = startUnlessStarted(client as unknown as SFNClient, 'arn:machine');

  test('names the execution', async () => {
    client.on(StartExecutionCommand).resolves({});
    await start('deployment-7-hash', '{}');
    const input = { stateMachineArn: 'arn:machine', name: 'deployment-7-hash', input: '{}' };
    expect(client.commandCalls(StartExecutionCommand).map(({ args: [command] }) => command.input)).toEqual([input]);
  });

  test('takes one that was started before for started, and no other failure', async () => {
    client.on(StartExecutionCommand).rejectsOnce(new ExecutionAlreadyExists({ $metadata: {}, message: 'exists' }));
    await expect(start('deployment-7-hash', '{}')).resolves.toBeUndefined();
    client.on(StartExecutionCommand).rejects(new Error('no such machine'));
    await expect(start('deployment-7-hash', '{}')).rejects.toThrow('no such machine');
  });
});
