import './configured.ts';
import type { KinesisStreamRecord } from 'aws-lambda';
import { afterEach, describe, expect, test, vi } from 'vitest';
import { telemetry } from '#functions/runtime/telemetry.ts';
import { createHandler } from '#functions/update.ts';
import { noPauses } from '#lib/ports/backoff.ts';
import { readDiverted } from '#lib/ports/queue/diverted-messages.ts';
import type { OutgoingMessage } from '#lib/ports/queue/intake-queue.ts';
import { dynamoDbDetours } from '#lib/ports/store/dynamodb/detours.ts';
import { dynamoDbStore } from '#lib/ports/store/dynamodb/dynamodb-store.ts';
import { MemoryTable } from '#test/support/memory-table.ts';
import { embedded, noon, purchase, visit } from '#test/use-cases/given.ts';
import { handingBack } from './handing-back.ts';
import { envelope, invoke, listen } from './invoke.ts';
import { shardEvent, shardRecord } from './shard-records.ts';

const minute = 60_000;
const throttling = Object.assign(new Error('slow down'), { name: 'ThrottlingException', $metadata: {} });
const bug = new TypeError('Cannot read properties of Semmelweis');

/** Fails for the events of these ids, which the test changes. */
const given = (mode: 'takes' | 'refuses' = 'takes') => {
  const table = new MemoryTable();
  const ports = { client: table.client, tableName: table.tableName, now: () => noon, ...noPauses };
  const store = dynamoDbStore(ports);
  const faults = new Map<string, Error>();
  const load = store.load.bind(store);
  vi.spyOn(store, 'load').mockImplementation((person, events) => {
    const fault = events.map(({ eventId }) => faults.get(eventId)).find((found) => found !== undefined);
    return fault === undefined ? load(person, events) : Promise.reject(fault);
  });
  const detours = dynamoDbDetours(ports);
  const slow: OutgoingMessage[] = [];
  const pauses: number[] = [];
  const { deps, dead } = handingBack();
  const log = listen();
  const slowQueue = {
    send: async (messages: readonly OutgoingMessage[]) => {
      if (mode === 'refuses') return messages.map((item) => ({ item, code: 'KmsThrottled' }));
      slow.push(...messages);
      return [];
    },
  };
  const handler = createHandler({
    ...deps,
    ...embedded({ store }).deps,
    detours,
    slowQueue,
    now: () => noon + minute,
    random: () => 0.5,
    sleep: async (ms: number) => void pauses.push(ms),
    ...telemetry('update'),
  });
  const take = (...records: KinesisStreamRecord[]) => invoke(handler, shardEvent(...records));
  const sentOn = () => slow.flatMap(({ body }) => readDiverted(body)?.messages ?? []).map(({ id }) => id);
  return { table, store, detours, faults, pauses, slow, sentOn, dead, log, take };
};

const of = (customerId: string, eventId: string, arrivedAt = noon) =>
  shardRecord(envelope(visit({ customerId, eventId })), { arrivedAt, group: customerId });

const none = { batchItemFailures: [] };

const from = ({ kinesis }: KinesisStreamRecord) => ({
  batchItemFailures: [{ itemIdentifier: kinesis.sequenceNumber }],
});

const appliedOf = (table: MemoryTable, person: string): readonly string[] =>
  table
    .items()
    .filter(({ pk }) => pk?.S === person)
    .flatMap(({ sk }) => (sk?.S?.startsWith('EVENT#') ? sk.S.slice('EVENT#'.length) : []));

afterEach(() => void vi.restoreAllMocks());

describe('update of a batch of a shard', () => {
  test('takes the stream’s own time, with its milliseconds, as the arrival, and text of any letters', async () => {
    const { table, log, take } = given();
    const entry = purchase({ customerId: 'ada', custom: { town: 'Łódź' } });
    expect(await take(shardRecord(envelope(entry), { arrivedAt: noon + 987 }))).toEqual(none);
    const row = table.item('C#ada', 'EVENT#p-1');
    expect(row?.['arrivedAt']?.S ?? row?.['arrivedAt']?.N).toMatch(/987/u);
    expect(JSON.stringify(table.item('C#ada', 'EVENT#p-1'))).toContain('Łódź');
    expect(log.metrics()).toMatchObject([{ service: 'update', Events: 1 }]);
  });

  test.each([
    [100, 1],
    [101, 2],
  ])('applies %i events of a person by %i commits, in order', async (events, commits) => {
    const { table, take } = given();
    const records = Array.from({ length: events }, (_, n) => of('ada', `v-${n}`));
    expect(await take(...records)).toEqual(none);
    const puts = table.calls.filter(
      ({ input }) => JSON.stringify(input).includes('"PROFILE"') && 'Item' in Object(input),
    );
    expect(puts).toHaveLength(commits);
    expect(appliedOf(table, 'C#ada')).toHaveLength(events);
  });

  test('quarantines what is no event under the id of its record, and goes on', async () => {
    const { store, take } = given();
    const nonsense = shardRecord('no JSON', { arrivedAt: noon });
    expect(await take(nonsense, of('ada', 'v-1'))).toEqual(none);
    const kept = await Array.fromAsync(store.quarantinedFor('invalid'));
    expect(kept.map(({ id }) => id)).toEqual([nonsense.eventID]);
  });
});

describe('a record that no update can take', () => {
  test('goes on by a detour with all behind it of its person; what came before and others are applied', async () => {
    const { table, faults, slow, sentOn, dead, take } = given();
    await take(of('ada', 'v-0'));
    faults.set('bad', bug);
    const [first, bad, later, next] = [of('ada', 'v-1'), of('ada', 'bad'), of('ada', 'v-2'), of('ada', 'v-3')];
    expect(await take(first, bad, of('bob', 'v-1'), later)).toEqual(none);
    expect(appliedOf(table, 'C#ada')).toEqual(['v-0', 'v-1']);
    expect(appliedOf(table, 'C#bob')).toEqual(['v-1']);
    expect(slow.map(({ group }) => group)).toEqual(['ada']);
    expect(sentOn()).toEqual([bad.eventID, later.eventID]);
    expect(await take(next)).toEqual(none);
    expect(sentOn().at(-1)).toBe(next.eventID);
    expect(appliedOf(table, 'C#ada')).toEqual(['v-0', 'v-1']);
    expect(dead).toEqual([]);
  });

  test('goes on even where the detour is being closed and its fence never comes, and nobody else is in the batch', async () => {
    const { store, faults, detours, sentOn, take } = given();
    await take(of('ada', 'v-0'));
    faults.set('bad', bug);
    const [bad, next] = [of('ada', 'bad'), of('ada', 'v-1')];
    await take(bad);
    const loaded = await store.load('C#ada', []);
    await detours.set(loaded, { until: noon + 1_000 * minute, closing: 'lost' });
    expect(await take(next)).toEqual(none);
    expect(sentOn()).toEqual([bad.eventID, next.eventID]);
    expect((await detours.of('C#ada'))?.closing).toBeUndefined();
  });

  test('of somebody who is not stored waits in the dead letters, and what follows is applied', async () => {
    const { table, faults, slow, dead, log, take } = given();
    faults.set('bad', bug);
    const bad = of('ada', 'bad');
    expect(await take(bad, of('ada', 'v-2'))).toEqual(none);
    expect(dead).toMatchObject([
      {
        body: expect.stringContaining('"eventId":"bad"'),
        group: 'ada',
        deduplicationId: bad.eventID,
        notes: { failure: 'TypeError', arrivedAt: '2026-11-02T12:00:00.000Z', messageId: bad.eventID },
      },
    ]);
    expect(appliedOf(table, 'C#ada')).toEqual(['v-2']);
    expect(slow).toEqual([]);
    expect(log.logged()).toMatchObject([{ eventId: bad.eventID, failure: { name: 'TypeError' } }]);
    expect(log.lines.join('\n')).not.toContain('Semmelweis');
  });

  test('leaves what is too long for the slow queue to the dead letters, rather than hold the shard', async () => {
    const { faults, sentOn, dead, take } = given();
    await take(of('ada', 'v-0'));
    faults.set('bad', bug);
    const [bad, next] = [of('ada', 'bad'), of('ada', 'v-1')];
    const quotes = visit({ customerId: 'ada', eventId: 'long', filler: '"'.repeat(300_000) });
    const long = shardRecord(envelope(quotes), { arrivedAt: noon });
    expect(await take(bad, long, next)).toEqual(none);
    expect(sentOn()).toEqual([bad.eventID, next.eventID]);
    expect(dead).toMatchObject([{ deduplicationId: long.eventID, notes: { failure: 'UndivertibleError' } }]);
  });

  test('is handed back where the slow queue does not take it, rather than given up', async () => {
    const { faults, dead, take } = given('refuses');
    await take(of('ada', 'v-0'));
    faults.set('bad', bug);
    const bad = of('ada', 'bad');
    expect(await take(of('bob', 'v-1'), bad, of('bob', 'v-2'))).toEqual(from(bad));
    expect(dead).toEqual([]);
  });

  test('has a group of its own among the dead letters where its key is none that SQS takes', async () => {
    const { store, dead, take } = given();
    vi.spyOn(store, 'quarantine').mockRejectedValue(bug);
    const nonsense = shardRecord('no JSON', { arrivedAt: noon, group: 'Łódź' });
    expect(await take(nonsense)).toEqual(none);
    expect(dead.map(({ group }) => group)).toEqual([nonsense.eventID]);
  });
});

describe('a failure that may pass', () => {
  test.each([
    ['holds the shard where it is everybody’s', ['ada'], ['ada']],
    ['holds the shard where it is of most', ['ada', 'bob'], ['ada', 'bob', 'cleo']],
    ['goes on where it is of half', ['ada'], ['ada', 'bob']],
  ])('%s', async (what, failing, people) => {
    const { table, faults, sentOn, dead, take } = given();
    await take(...people.map((who) => of(who, 'v-0')));
    for (const who of failing) faults.set(`${who}-1`, throttling);
    const records = people.map((who) => of(who, `${who}-1`));
    const held = what.startsWith('holds');
    expect(await take(...records)).toEqual(held && records[0] ? from(records[0]) : none);
    expect(sentOn()).toEqual(held ? [] : [records[0]?.eventID]);
    expect(appliedOf(table, 'C#ada')).toEqual(['v-0']);
    expect(dead).toEqual([]);
  });

  test('hands back from the first failure on, whoever else was done', async () => {
    const { table, faults, take } = given();
    for (const who of ['ada', 'bob']) faults.set(`${who}-1`, throttling);
    const [cleo, bob, ada] = [of('cleo', 'cleo-1'), of('bob', 'bob-1'), of('ada', 'ada-1')];
    expect(await take(cleo, bob, ada)).toEqual(from(bob));
    faults.clear();
    expect(await take(bob, ada)).toEqual(none);
    expect(['ada', 'bob', 'cleo'].flatMap((who) => appliedOf(table, `C#${who}`))).toEqual(['ada-1', 'bob-1', 'cleo-1']);
  });

  test('is handed back after a pause of one to three seconds, since it comes again at once', async () => {
    const { faults, pauses, take } = given();
    await take(of('ada', 'v-0'));
    expect(pauses).toEqual([]);
    faults.set('ada-1', throttling);
    await take(of('ada', 'ada-1'));
    expect(pauses).toEqual([2_000]);
  });

  test('holds the shard where it cannot go on, and the log says why it cannot', async () => {
    const { faults, log, take } = given('refuses');
    await take(of('ada', 'v-0'));
    faults.set('ada-1', throttling);
    log.lines.length = 0;
    const ada = of('ada', 'ada-1');
    expect(await take(of('bob', 'v-1'), ada)).toEqual(from(ada));
    expect(log.logged()).toMatchObject([{ eventId: ada.eventID, failed: 1, failure: { name: 'NotQueuedError' } }]);
  });

  test('of what belongs to nobody goes on with its id and arrival, where others are done', async () => {
    const { store, slow, sentOn, take } = given();
    vi.spyOn(store, 'quarantine').mockRejectedValue(throttling);
    const nonsense = shardRecord('no JSON', { arrivedAt: noon, group: 'zoe' });
    expect(await take(nonsense, of('ada', 'v-1'))).toEqual(none);
    expect(sentOn()).toEqual([nonsense.eventID]);
    expect(slow.map(({ group }) => group)).toEqual(['zoe']);
  });
});

describe('a person who says a great deal', () => {
  test.each([
    [100, minute, 0],
    [100, minute + 1, 1],
    [99, minute + 1, 0],
  ])('with %i records that are %i ms old is sent on by %i messages', async (count, age, messages) => {
    const { table, slow, take } = given();
    await take(of('ada', 'v-0'));
    const now = noon + minute;
    expect(await take(...Array.from({ length: count }, (_, n) => of('ada', `w-${n}`, now - age)))).toEqual(none);
    expect(slow).toHaveLength(messages);
    expect(appliedOf(table, 'C#ada')).toHaveLength(messages === 0 ? 1 + count : 1);
  });
});
