import './configured.ts';
import { EventBridgeClient, PutEventsCommand, type PutEventsRequestEntry } from '@aws-sdk/client-eventbridge';
import { mockClient } from 'aws-sdk-client-mock';
import { afterEach, describe, expect, test, vi } from 'vitest';
import { createHandler, type PublishFunctionDeps } from '#functions/publish.ts';
import { telemetry } from '#functions/runtime/telemetry.ts';
import type { InstantChanges } from '#lib/core/engine/decision.ts';
import { customerKey, type PersonKey } from '#lib/core/profile/person.ts';
import { noPauses } from '#lib/ports/backoff.ts';
import { eventBridgePublisher } from '#lib/ports/publisher/event-bridge.ts';
import { changeItem, erasureItem } from '#lib/ports/store/dynamodb/change-rows.ts';
import type { Item } from '#lib/ports/store/dynamodb/item.ts';
import { invoke, listen } from './invoke.ts';
import { streamRecord } from './stream-records.ts';

const bridge = mockClient(EventBridgeClient);
const published = Date.parse('2026-11-02T12:00:02.500Z');

const given = (more: Partial<PublishFunctionDeps> = {}) => {
  const log = listen();
  const publisher = eventBridgePublisher({ client: new EventBridgeClient(), busName: 'patron-bus' });
  const deps = { publisher, ...noPauses, now: () => published, ...telemetry('publish', { deployment: 7 }) };
  return { log, handler: createHandler({ ...deps, ...more }) };
};

const instant = (first: number, count: number, origin: InstantChanges['origin'] = 'live'): InstantChanges => ({
  effectiveAt: '2026-11-02T12:00:00.000Z',
  origin,
  cause: { eventId: 'p-1' },
  segments: ['buyer'],
  consent: {},
  nextReviewAt: null,
  changes: Array.from({ length: count }, (_, index) => ({
    sequence: first + index,
    status: 'entered',
    segment: { key: `segment-${index}`, name: 'Buyers', definitionHash: '9f2c41d0' },
    because: [{ path: '', condition: 'PurchaseMade, times >= 1', observed: 1, holds: true }],
    enteredAt: '2026-11-02T12:00:00.000Z',
    traits: {},
  })),
});

const changesOf = (person: PersonKey, instants: readonly InstantChanges[]): Item =>
  changeItem({ person, decidedAt: '2026-11-02T12:00:01.000Z', instants, version: 1 });

const heldBackOf = (person: PersonKey, changed: InstantChanges): Item => {
  const kept = { ...changed, heldBack: true };
  return changesOf(person, [kept]);
};

const changeIdOf = ({ Detail = '{}' }: PutEventsRequestEntry): string => String(Object(JSON.parse(Detail)).changeId);

/** Takes each entry but those whose `changeId` is refused. */
const busRefusing = (refuses: (changeId: string) => boolean = () => false): void => {
  bridge.on(PutEventsCommand).callsFake(({ Entries }: { Entries: PutEventsRequestEntry[] }) => {
    const results = Entries.map((entry) =>
      refuses(changeIdOf(entry)) ? { ErrorCode: 'InternalFailure' } : { EventId: 'taken' },
    );
    return { Entries: results, FailedEntryCount: results.filter((result) => 'ErrorCode' in result).length };
  });
};

const callsOf = () => bridge.commandCalls(PutEventsCommand).map(({ args }) => args[0].input.Entries ?? []);

afterEach(() => {
  vi.restoreAllMocks();
  bridge.reset();
});

describe('publish', () => {
  test('puts each change of each new row on the bus, deflated rows and erasures too', async () => {
    const { log, handler } = given();
    busRefusing();
    const deflated = changesOf(customerKey('ada'), [instant(1, 12)]);
    expect(deflated).toHaveProperty('deflated');
    const erased = erasureItem({
      kind: 'erasure',
      person: 'A#guest',
      erasedAt: '2026-11-02T12:00:00.000Z',
      receiptId: 'receipt-1',
    });
    const Records = [deflated, changesOf('A#guest', [instant(4, 1)]), erased].map(streamRecord);
    expect(await invoke(handler, { Records })).toEqual({ batchItemFailures: [] });
    const entries = callsOf().flat();
    expect(callsOf().map((call) => call.length)).toEqual([10, 4]);
    expect(entries.map(changeIdOf).slice(0, 13)).toEqual([
      ...Array.from({ length: 12 }, (_, index) => `ada:${index + 1}`),
      '~guest:4',
    ]);
    expect(entries[0]).toMatchObject({ EventBusName: 'patron-bus', Source: 'patron', DetailType: 'SegmentEntered' });
    expect(entries.at(-1)).toMatchObject({
      DetailType: 'ProfileErased',
      Detail: '{"anonymousId":"guest","erasedAt":"2026-11-02T12:00:00.000Z","receiptId":"receipt-1"}',
    });
    const counts = log.metrics().find((line) => 'Published' in line);
    expect(counts).toMatchObject({
      service: 'publish',
      Published: 14,
      Lag: [2_500, 2_500],
      FreshChanges: 13,
    });
    for (const absent of ['LateChanges', 'OldestUnpublished', 'TimerLag']) expect(counts).not.toHaveProperty(absent);
  });

  test('hands back exactly the records that it could not publish, after sending only their entries again', async () => {
    const { log, handler } = given();
    busRefusing((changeId) => changeId === 'bob:2');
    const Records = ['ada', 'bob', 'eve'].map((id) =>
      streamRecord(changesOf(customerKey(id), [instant(1, 3, 'timer')])),
    );
    const bobs = Records[1]?.dynamodb?.SequenceNumber;
    expect(await invoke(handler, { Records })).toEqual({ batchItemFailures: [{ itemIdentifier: bobs }] });
    expect(
      callsOf()
        .slice(1)
        .map((call) => call.map(changeIdOf)),
    ).toEqual([['bob:2'], ['bob:2'], ['bob:2']]);
    expect(log.logged()).toMatchObject([{ level: 'ERROR', sequenceNumber: bobs, why: 'InternalFailure' }]);
    const counts = log.metrics().find((line) => 'Published' in line);
    // Bob's row is not out whole, so it is counted when it is; it was decided a second and a half ago.
    expect(counts).toMatchObject({ Published: 8, TimerLag: [2_500, 2_500], FreshTimers: 6, OldestUnpublished: 1_500 });
  });

  test('a row that cannot be read holds up no other, and nothing of it is logged', async () => {
    const { log, handler } = given();
    busRefusing();
    const secret = { pk: { S: 'C#Semmelweis' }, sk: { S: 'CHANGE#1' }, format: { N: '99' }, json: { S: 'Semmelweis' } };
    const Records = [streamRecord(secret), streamRecord(changesOf(customerKey('ada'), [instant(1, 1)]))];
    const failed = Records[0]?.dynamodb?.SequenceNumber;
    expect(await invoke(handler, { Records })).toEqual({ batchItemFailures: [{ itemIdentifier: failed }] });
    expect(callsOf().flat().map(changeIdOf)).toEqual(['ada:1']);
    expect(log.logged()).toMatchObject([{ sequenceNumber: failed, why: { name: 'ItemError' } }]);
    expect(log.lines.join('\n')).not.toContain('Semmelweis');
  });
});

const refusing = async () => Promise.reject(new Error('throttled'));

describe('what publish leaves in the feed', () => {
  const erased = erasureItem({
    kind: 'erasure',
    person: 'A#guest',
    erasedAt: '2026-11-02T12:00:00.000Z',
    receiptId: 'receipt-1',
  });
  const Records = [...['ada', 'bob', 'eve'].map((id) => changesOf(customerKey(id), [instant(1, 1)])), erased].map(
    streamRecord,
  );

  test('are the changes before the first that is handed back, once they are published', async () => {
    const add = vi.fn(async () => {});
    const forget = vi.fn(async () => {});
    const { handler } = given({ feed: { add, forget } });
    busRefusing((changeId) => changeId === 'bob:1');
    await invoke(handler, { Records });
    expect(add.mock.calls).toEqual([[[expect.objectContaining({ person: customerKey('ada') })], published]]);
    expect(forget.mock.calls).toEqual([[['A#guest'], published]]);
  });

  test('is missed where it cannot be kept, which the log says and holds nothing up', async () => {
    const add = vi.fn(async () => Promise.reject(new Error('full')));
    const { handler, log } = given({ feed: { add, forget: async () => {} } });
    busRefusing();
    expect(await invoke(handler, { Records })).toEqual({ batchItemFailures: [] });
    expect(log.logged()).toMatchObject([{ level: 'WARN', message: 'Changes are not in the feed', rows: 3 }]);
  });

  test('hides who is erased before anybody is told, or all comes again', async () => {
    const { handler } = given({ feed: { add: async () => {}, forget: refusing } });
    busRefusing();
    await expect(invoke(handler, { Records })).rejects.toThrow('Cannot finish the invocation');
    expect(callsOf()).toEqual([]);
  });
});

const arrivedBefore = (seconds: number, origin: InstantChanges['origin'], id: string) =>
  streamRecord(
    changesOf(customerKey(id), [
      { ...instant(1, 1, origin), effectiveAt: new Date(published - 1_000 * seconds).toISOString() },
    ]),
  );
const countsAfter = async (...Records: ReturnType<typeof streamRecord>[]) => {
  const { log, handler } = given();
  busRefusing();
  await invoke(handler, { Records });
  return log.metrics();
};

describe('what publish counts', () => {
  test.each<readonly [origin: InstantChanges['origin'], promised: number, kind: string]>([
    ['live', 5, 'Changes'],
    ['merge', 5, 'Changes'],
    ['erasure', 5, 'Changes'],
    ['timer', 90, 'Timers'],
  ])('a change of origin %s is in time up to %d seconds', async (origin, promised, kind) => {
    const [, counts] = await countsAfter(
      arrivedBefore(0, origin, 'ada'),
      arrivedBefore(promised, origin, 'bob'),
      arrivedBefore(promised + 0.001, origin, 'eve'),
    );
    expect(counts).toMatchObject({ [`Fresh${kind}`]: 2, [`Late${kind}`]: 1 });
  });

  test('as in time none, where all are late: the share of late ones is made of both', async () => {
    const [, counts] = await countsAfter(arrivedBefore(6, 'live', 'ada'));
    expect(counts).toMatchObject({ FreshChanges: 0, LateChanges: 1 });
  });

  test('a new catalogue is under no promise', async () => {
    const [, counts] = await countsAfter(arrivedBefore(3_600, 'backfill', 'ada'));
    expect(counts).toMatchObject({ Published: 1 });
    expect(Object.keys(counts ?? {}).filter((name) => /Lag|Fresh|Late/.test(name))).toEqual([]);
  });

  test('a customer’s clock that is ahead makes no lag below nothing', async () => {
    const [, counts] = await countsAfter(arrivedBefore(-2, 'live', 'ada'));
    expect(counts).toMatchObject({ Lag: 0, FreshChanges: 1 });
  });

  test('what is held back, apart: it is neither published nor late, and no one has entered by it', async () => {
    const lines = await countsAfter(
      streamRecord(heldBackOf(customerKey('ada'), instant(1, 3))),
      streamRecord(changesOf(customerKey('bob'), [instant(1, 1)])),
    );
    expect(callsOf().flat().map(changeIdOf)).toEqual(['bob:1']);
    const counts = lines.find((line) => 'Published' in line);
    expect(counts).toMatchObject({ Published: 1, HeldBack: 3, FreshChanges: 1, Lag: 2_500 });
    expect(lines.filter((line) => 'segment' in line)).toHaveLength(1);
    expect((await countsAfter(arrivedBefore(0, 'live', 'ada')))[1]).not.toHaveProperty('HeldBack');
  });

  test('who enters and leaves each segment, as a metric of its own', async () => {
    const left = instant(4, 2);
    const lines = await countsAfter(
      streamRecord(changesOf(customerKey('ada'), [instant(1, 3)])),
      streamRecord(
        changesOf(customerKey('bob'), [
          instant(1, 2),
          { ...left, changes: left.changes.map((change) => ({ ...change, status: 'exited' })) },
        ]),
      ),
    );
    const bySegment = lines.filter((line) => 'segment' in line);
    expect(bySegment.map(({ segment, Entered, Exited }) => [segment, Entered ?? Exited, Exited === undefined])).toEqual(
      [
        ['segment-0', 2, true],
        ['segment-0', 1, false],
        ['segment-1', 2, true],
        ['segment-1', 1, false],
        ['segment-2', 1, true],
      ],
    );
    expect(bySegment[0]).toMatchObject({
      service: 'publish',
      _aws: { CloudWatchMetrics: [{ Namespace: 'Patron', Dimensions: [['service', 'segment']] }] },
    });
  });

  test('only the segments that are to be measured', async () => {
    const log = listen();
    const publisher = eventBridgePublisher({ client: new EventBridgeClient(), busName: 'patron-bus' });
    const deps = { publisher, ...noPauses, now: () => published, ...telemetry('publish', { deployment: 7 }) };
    busRefusing();
    const handler = createHandler({ ...deps, measured: new Set(['segment-1']) });
    await invoke(handler, { Records: [streamRecord(changesOf(customerKey('ada'), [instant(1, 3)]))] });
    expect(log.metrics().flatMap(({ segment }) => segment ?? [])).toEqual(['segment-1']);
  });
});

describe('eventBridgePublisher()', () => {
  test('counts an entry as taken only where the answer says so', async () => {
    const publisher = eventBridgePublisher({ client: new EventBridgeClient(), busName: 'patron-bus' });
    const [one, two] = ['1', '2'].map((detail) => ({ detailType: 'SegmentEntered' as const, detail }));
    if (!one || !two) throw new Error('Cannot test with no entries');
    bridge.on(PutEventsCommand).resolves({ Entries: [{ EventId: 'taken' }], FailedEntryCount: 0 });
    expect(await publisher.publish([one, two])).toEqual([{ item: two, code: 'NoAnswer' }]);
    bridge.on(PutEventsCommand).resolves({});
    expect(await publisher.publish([one])).toEqual([{ item: one, code: 'NoAnswer' }]);
  });
});
