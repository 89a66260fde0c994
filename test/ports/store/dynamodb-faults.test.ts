import {
  DynamoDBClient,
  TransactionCanceledException,
  TransactionConflictException,
  type BatchGetItemCommandInput,
  type GetItemCommandInput,
} from '@aws-sdk/client-dynamodb';
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import type { PersonKey } from '#lib/core/profile/person.ts';
import { noPauses } from '#lib/ports/backoff.ts';
import type { CustomerStore } from '#lib/ports/store/customer-store.ts';
import { outboxRowsOf } from '#lib/ports/store/dynamodb/change-rows.ts';
import { dynamoDbStore } from '#lib/ports/store/dynamodb/dynamodb-store.ts';
import { asGiven } from '#test/ports/store/contract/store-answers.ts';
import {
  ada,
  announcementOf,
  changesOf,
  erase,
  eventOf,
  gather,
  hour,
  knownIds,
  linkVisitor,
  noon,
  stateWith,
  strippedOf,
  touch,
  visitor,
} from '#test/ports/store/contract/store-samples.ts';
import { MemoryTable, type TableCall } from '#test/support/memory-table.ts';
import { isAnnounced } from '#test/support/table-contents.ts';

let table: MemoryTable;
let store: CustomerStore;
let waits: number[];
let now: number;

beforeEach(() => {
  table = new MemoryTable();
  waits = [];
  now = noon;
  const { client, tableName } = table;
  const sleep = async (ms: number) => {
    waits.push(ms);
  };
  store = dynamoDbStore({ client, tableName, now: () => now, sleep, random: () => 0.5 });
});

afterEach(() => {
  vi.restoreAllMocks();
});

const named = (name: string): Error => Object.assign(new Error(name), { name });

/** Makes the first calls of a kind fail before, or with `after` behind, their effect. */
const failing = (name: TableCall['name'], error: Error, { times = 1, after = false } = {}): void => {
  let left = times;
  table.interrupt = (call, proceed) => {
    if (call.name !== name || left === 0) return proceed();
    left -= 1;
    if (after) proceed();
    throw error;
  };
};

const callsOf = (name: TableCall['name']) => table.calls.filter((call) => call.name === name);
const announced = () => table.inserted.filter(isAnnounced).flatMap(outboxRowsOf).map(asGiven);

const storedDue = () => table.items().find(({ sk }) => sk?.S === 'PROFILE')?.['dueAt']?.N;
const review = (nextReviewAt: number | null) => touch(store, ada, { state: stateWith({ nextReviewAt }) });

const telling = (eventId: string, number: number) => eventOf(eventId, { revision: { of: 'order-1', number } });
const newestStored = () => table.item(ada, 'FACT#order-1')?.['newest']?.S;
const newestTold = async () => (await store.load(ada, [telling('e-new', 0)])).newest.get('C#ada/order-1');

const day = 24 * hour;
const sortKeys = () => table.items().map(({ pk, sk }) => `${pk?.S}/${sk?.S}`);
const reviewDue = async () => {
  for (const { person } of await gather(store.due(now))) await store.recordAgain(await store.load(person, []), []);
};

/** A customer with a visitor, events and changes, an hour before the erasure. */
const prepare = async () => {
  await touch(store, visitor, { events: [eventOf('e-2', { person: visitor })] });
  await touch(store, ada, { events: [eventOf('e-1')], changes: [changesOf(ada, 1)] });
  await linkVisitor(store, [ada, visitor]);
  now = noon + hour;
};

const throttled = named('ProvisionedThroughputExceededException');
const credentials = { accessKeyId: 'id', secretAccessKey: 'secret' };

/** What a load reads, call by call: the sort keys, and whether strongly consistent. */
const loadReading = async (asked: readonly string[]) => {
  table.calls.length = 0;
  const loaded = await store.load(
    ada,
    asked.map((eventId) => eventOf(eventId)),
  );
  const calls = table.calls.map(({ input }) => {
    const { RequestItems, Key = {}, ...get } = input as BatchGetItemCommandInput & GetItemCommandInput;
    const { Keys, ConsistentRead = false } = RequestItems?.[table.tableName] ?? { ...get, Keys: [Key] };
    return [Keys?.map(({ sk }) => sk?.S).join(' '), ConsistentRead];
  });
  return { calls, loaded };
};

describe('load()', () => {
  test('reads the profile, then the asked rows, both strongly consistent, and beside them for half what is owed', async () => {
    await touch(store, ada, { events: [eventOf('e-1')] });
    expect((await loadReading(['e-2'])).calls).toEqual([
      ['PROFILE', true],
      ['EVENT#e-2', true],
      ['EVENT#e-1', false],
    ]);
  });

  test('reads what an event replaces and the fact that it tells with its own row, strongly consistent', async () => {
    await touch(store, ada, {});
    table.calls.length = 0;
    await store.load(ada, [{ ...telling('e-2', 1), replaces: 'e-1' }]);
    const [, { input } = { input: {} }] = table.calls;
    const { Keys, ConsistentRead } = (input as BatchGetItemCommandInput).RequestItems?.[table.tableName] ?? {};
    expect([table.calls.length, ConsistentRead]).toEqual([2, true]);
    expect(Keys?.map(({ sk }) => sk?.S)).toEqual(['EVENT#e-2', 'EVENT#e-1', 'FACT#order-1']);
  });

  test('reads what is both asked and owed once, strongly consistent, and asks for nothing where nothing is to be read', async () => {
    await touch(store, ada, {});
    expect((await loadReading([])).calls).toEqual([['PROFILE', true]]);
    await touch(store, ada, { events: [eventOf('e-1')] });
    expect((await loadReading([])).calls).toEqual([
      ['PROFILE', true],
      ['EVENT#e-1', false],
    ]);
    expect((await loadReading(['e-1'])).calls).toEqual([
      ['PROFILE', true],
      ['EVENT#e-1', true],
    ]);
  });

  test('reads again, strongly consistent, what is owed and was missed, so that it is not owed for longer', async () => {
    await touch(store, ada, { events: [eventOf('e-1'), eventOf('e-2')] });
    let stale = [false, true];
    table.isStale = () => stale.shift() ?? true;
    const { calls, loaded } = await loadReading([]);
    expect(calls).toEqual([
      ['PROFILE', true],
      ['EVENT#e-1 EVENT#e-2', false],
      ['EVENT#e-2', true],
    ]);
    expect(loaded.unrecorded).toEqual([]);
    table.interrupt = (call, proceed) => (JSON.stringify(call.input).includes('EVENT#e-4') ? {} : proceed());
    await touch(store, ada, { events: [eventOf('e-4')] });
    stale = [];
    expect((await loadReading([])).loaded.unrecorded).toMatchObject([{ eventId: 'e-4' }]);
  });

  test('knows an event that no commit owes any more, however far other reads lag behind', async () => {
    table.isStale = () => true;
    await touch(store, ada, { events: [eventOf('e-1')] });
    await touch(store, ada, { events: [eventOf('e-2')] });
    expect((await store.load(ada, [])).unrecorded).toEqual([]);
    expect(await knownIds(store, ada, [eventOf('e-1'), eventOf('e-2')])).toEqual(['C#ada/e-1', 'C#ada/e-2']);
  });

  test('reads one item of a stranger, of a pointer and of a tombstone', async () => {
    await linkVisitor(store, ['C#bob', visitor]);
    await erase(store, 'C#gone');
    table.calls.length = 0;
    for (const person of [ada, visitor, 'C#gone'] as const) await store.load(person, [eventOf('e-1')]);
    expect(table.calls.map(({ name }) => name)).toEqual(['get', 'get', 'get']);
  });
});

describe('throttling', () => {
  test.each(['get', 'batchGet', 'put'] as const)(
    'of a %s is the client’s to repeat, and not the store’s too',
    async (name) => {
      await touch(store, ada, { events: [eventOf('e-0')] });
      const before = callsOf(name).length;
      failing(name, throttled, { times: Infinity });
      await expect(touch(store, ada, { events: [eventOf('e-0')] })).rejects.toBe(throttled);
      expect(callsOf(name)).toHaveLength(before + 1);
      expect(waits).toEqual([]);
    },
  );

  test('is repeated by the client three times, after pauses that grow', async () => {
    const pauses: (number | undefined)[] = [];
    vi.spyOn(Math, 'random').mockReturnValue(0.5);
    vi.spyOn(globalThis, 'setTimeout').mockImplementation((resume, ms) => {
      pauses.push(ms);
      return setImmediate(resume) as unknown as NodeJS.Timeout;
    });
    const body = Buffer.from(JSON.stringify({ __type: throttled.name }));
    const handle = vi.fn(async () => ({ response: { statusCode: 400, headers: {}, body } }));
    const client = new DynamoDBClient({ region: 'eu-west-1', credentials, requestHandler: { handle } });
    const throttledStore = dynamoDbStore({ ...noPauses, client, tableName: 'any', now: () => now });
    await expect(throttledStore.load(ada, [])).rejects.toMatchObject({ name: throttled.name });
    expect(handle).toHaveBeenCalledTimes(4);
    expect(pauses).toEqual([500, 1000, 2000]);
  });

  test('that cancels a transaction is the store’s to repeat', async () => {
    const CancellationReasons = [{ Code: 'ThrottlingError' }, { Code: 'None' }];
    failing('transact', new TransactionCanceledException({ $metadata: {}, message: '', CancellationReasons }));
    expect(await linkVisitor(store, [ada, visitor])).toBe('saved');
    expect(waits).toHaveLength(1);
  });
});

describe('unprocessed parts of a batch', () => {
  test('keys are asked again and never taken as absent', async () => {
    const events = Array.from({ length: 30 }, (_, index) => eventOf(`e-${index}`));
    await touch(store, ada, { events });
    let answers = 0;
    table.interrupt = (call, proceed) => {
      if (call.name !== 'batchGet') return proceed();
      answers += 1;
      const { RequestItems } = call.input as { RequestItems: Record<string, { Keys: object[] }> };
      const { Keys = [], ...options } = RequestItems[table.tableName] ?? {};
      if (answers === 1) return { Responses: {}, UnprocessedKeys: RequestItems };
      const all = proceed() as { Responses: Record<string, object[]> };
      const some = (all.Responses[table.tableName] ?? []).slice(0, 10);
      const left = { [table.tableName]: { ...options, Keys: Keys.slice(10) } };
      return { Responses: { [table.tableName]: some }, UnprocessedKeys: Keys.length > 10 ? left : {} };
    };
    expect((await store.load(ada, events)).known.size).toBe(30);
    expect(answers).toBe(4);
  });

  test('keys that never come are an error, not absent', async () => {
    await touch(store, ada, { events: [eventOf('e-1')] });
    table.interrupt = (call, proceed) => {
      if (call.name !== 'batchGet') return proceed();
      return { Responses: {}, UnprocessedKeys: (call.input as { RequestItems: object }).RequestItems };
    };
    await expect(store.load(ada, [eventOf('e-1')])).rejects.toThrow('current value is 1 unprocessed after 6 calls');
  });

  test('items are put again', async () => {
    let left = 2;
    table.interrupt = (call, proceed) => {
      if (call.name !== 'batchWrite' || left === 0) return proceed();
      left -= 1;
      return { UnprocessedItems: (call.input as { RequestItems: object }).RequestItems };
    };
    const changes = [changesOf(ada, 1), { ...changesOf(ada, 2), decidedAt: '2026-11-02T12:00:02.000Z' }];
    await touch(store, ada, { changes });
    expect(announced()).toEqual(changes);
    expect(callsOf('batchWrite')).toHaveLength(3);
  });
});

describe('a lost response after a commit', () => {
  const event = eventOf('e-1');
  const lost = named('TimeoutError');

  test('the redelivered event is known, and counts once', async () => {
    failing('put', lost, { after: true });
    const changes = [changesOf(ada, 1)];
    await expect(touch(store, ada, { events: [event], changes })).rejects.toBe(lost);
    expect(announced()).toEqual([]);

    const redelivered = { ...event, arrivedAt: noon + 60_000 };
    const loaded = await store.load(ada, [redelivered]);
    expect([...loaded.known]).toEqual([['C#ada/e-1', { fingerprint: event.fingerprint }]]);
    expect(loaded.unrecorded).toMatchObject([{ person: ada, eventId: 'e-1' }]);
    await store.recordAgain(loaded, [redelivered]);
    expect(announced()).toEqual(changes);
    expect(await gather(store.ledger(ada))).toEqual([event]);
    expect((await store.load(ada, [])).unrecorded).toEqual([]);
  });

  test('an event that was named before it came is owed as long as its row has only the names', async () => {
    await touch(store, ada, { rows: [{ person: ada, eventId: 'e-1', namedBy: ['w-1'] }] });
    const come = strippedOf('e-1', { namedBy: ['w-1'] });
    failing('put', lost, { after: true });
    await expect(touch(store, ada, { events: [come] })).rejects.toBe(lost);

    const redelivered = { ...come, arrivedAt: noon + 60_000 };
    const loaded = await store.load(ada, [redelivered]);
    expect([...loaded.known]).toEqual([['C#ada/e-1', { fingerprint: come.fingerprint }]]);
    expect([...loaded.named]).toEqual([['C#ada/e-1', ['w-1']]]);
    expect(loaded.unrecorded).toMatchObject([{ person: ada, eventId: 'e-1' }]);
    await store.recordAgain(loaded, [redelivered]);
    expect(await gather(store.ledger(ada))).toEqual([come]);
  });

  test('what a fact’s row lacks is known from the commit, until the event that tells it is recorded', async () => {
    await touch(store, ada, { events: [telling('e-1', 1), telling('e-2', 2)] });
    failing('put', lost, { after: true });
    await expect(touch(store, ada, { events: [telling('e-3', 3)] })).rejects.toBe(lost);
    expect(newestStored()).toMatch(/2#e-2$/u);
    expect(await newestTold()).toEqual({ number: 3, eventId: 'e-3' });

    const loaded = await store.load(ada, [eventOf('e-3')]);
    // The fact that it tells is the one of its commit.
    await store.recordAgain(loaded, [eventOf('e-3')]);
    expect(newestStored()).toMatch(/3#e-3$/u);
    expect((await store.load(ada, [])).unrecorded).toEqual([]);
    expect(await newestTold()).toEqual({ number: 3, eventId: 'e-3' });
  });

  test('an older telling that is not recorded yet is not the newest', async () => {
    await touch(store, ada, { events: [telling('e-2', 20)] });
    failing('put', lost, { after: true });
    await expect(touch(store, ada, { events: [telling('e-1', 3)] })).rejects.toBe(lost);
    expect(await newestTold()).toEqual({ number: 20, eventId: 'e-2' });
    await store.recordAgain(await store.load(ada, [telling('e-1', 3)]), [telling('e-1', 3)]);
    expect(newestStored()).toMatch(/20#e-2$/u);
  });

  test('a fact’s row is put before the event’s: a crash between leaves the event owed', async () => {
    await touch(store, ada, {});
    let puts = 0;
    table.interrupt = (call, proceed) => {
      puts += call.name === 'put' ? 1 : 0;
      if (puts === 3) throw lost;
      return proceed();
    };
    await expect(touch(store, ada, { events: [telling('e-1', 1)] })).rejects.toBe(lost);
    table.interrupt = (_call, proceed) => proceed();
    expect(sortKeys()).toEqual(['C#ada/FACT#order-1', 'C#ada/PROFILE']);
    expect((await store.load(ada, [])).unrecorded).toMatchObject([{ eventId: 'e-1' }]);
  });

  test('a link takes over the facts that a visitor’s commit told', async () => {
    failing('put', lost, { after: true });
    const told = { ...telling('e-7', 7), person: visitor };
    await expect(touch(store, visitor, { events: [told] })).rejects.toBe(lost);
    await linkVisitor(store, [ada, visitor]);
    const { newest } = await store.load(ada, [told]);
    expect([...newest]).toEqual([['A#browser-7/order-1', { number: 7, eventId: 'e-7' }]]);
    await store.recordAgain(await store.load(ada, [told]), [told]);
    expect(sortKeys()).toContain('A#browser-7/FACT#order-1');
  });

  test('a repeated put by the SDK is a conflict, after which the event is known', async () => {
    let first = true;
    table.interrupt = (call, proceed) => {
      const answer = proceed();
      if (call.name !== 'put' || !first) return answer;
      first = false;
      return proceed();
    };
    expect(await touch(store, ada, { events: [event] })).toBe('conflict');
    expect(await knownIds(store, ada, [event])).toEqual(['C#ada/e-1']);
  });

  test('the next save records the changes that a crash left, and only a seen row settles them', async () => {
    failing('put', lost, { after: true });
    await expect(touch(store, ada, { events: [event], changes: [changesOf(ada, 1)] })).rejects.toBe(lost);
    await touch(store, ada, { events: [eventOf('e-2')] });
    expect(announced()).toEqual([changesOf(ada, 1)]);
    expect((await store.load(ada, [])).unrecorded).toMatchObject([{ eventId: 'e-1' }]);
  });

  test('changes are recorded before the event: a crash between leaves the event owed', async () => {
    await touch(store, ada, {});
    let puts = 0;
    table.interrupt = (call, proceed) => {
      puts += call.name === 'put' ? 1 : 0;
      if (puts === 3) throw lost;
      return proceed();
    };
    await expect(touch(store, ada, { events: [event], changes: [changesOf(ada, 1)] })).rejects.toBe(lost);
    table.interrupt = (_call, proceed) => proceed();
    expect(announced()).toEqual([changesOf(ada, 1)]);
    expect(await gather(store.ledger(ada))).toEqual([]);
    expect(await knownIds(store, ada, [event])).toEqual(['C#ada/e-1']);
  });

  test('a link leaves the visitor owing nothing: the customer knows what the visitor had not recorded', async () => {
    const before = eventOf('e-7', { person: visitor });
    failing('put', lost, { after: true });
    await expect(touch(store, visitor, { events: [before], changes: [changesOf(visitor, 1)] })).rejects.toBe(lost);
    await linkVisitor(store, [ada, visitor], [changesOf(visitor, 2)]);
    expect(announced()).toEqual([changesOf(visitor, 1), changesOf(visitor, 2)]);
    const loaded = await store.load(ada, [before]);
    expect([...loaded.known.keys()]).toEqual(['A#browser-7/e-7']);
    await store.recordAgain(loaded, [before]);
    expect(await gather(store.ledger(ada))).toContainEqual(before);
  });
});

/** Holds the puts of rows whose key has `sort` until they are let go. */
const holding = (sort: string) => {
  const held: (() => void)[] = [];
  table.interrupt = (call, proceed) => {
    const isRow = call.name === 'put' && JSON.stringify(call.input).includes(sort);
    return isRow ? new Promise<void>((resolve) => void held.push(resolve)).then(proceed) : proceed();
  };
  return held;
};

describe('a slow worker that records at last', () => {
  test('does not bring back the text of an event that was stripped in between', async () => {
    const held = holding('EVENT#e-1');
    const recording = touch(store, ada, { events: [eventOf('e-1')] });
    await expect.poll(() => held.length).toBe(1);
    table.interrupt = (_call, proceed) => proceed();
    await store.recordAgain(await store.load(ada, [eventOf('e-1')]), [eventOf('e-1')]);
    await touch(store, ada, { rows: [strippedOf('e-1')] });
    held[0]?.();
    expect(await recording).toBe('saved');
    expect(await gather(store.ledger(ada))).toEqual([strippedOf('e-1')]);
  });

  test('does not bring it back as one who takes up what another left, either', async () => {
    const lost = named('TimeoutError');
    failing('put', lost, { after: true });
    await expect(touch(store, ada, { events: [eventOf('e-1')] })).rejects.toBe(lost);
    const late = await store.load(ada, [eventOf('e-1')]);
    await store.recordAgain(late, [eventOf('e-1')]);
    await touch(store, ada, { rows: [strippedOf('e-1')] });
    await store.recordAgain(late, [eventOf('e-1')]);
    expect(await gather(store.ledger(ada))).toEqual([strippedOf('e-1')]);
  });

  test('leaves a fact as a newer telling has left it', async () => {
    const held = holding('FACT#order-1');
    const recording = touch(store, ada, { events: [telling('e-9', 9)] });
    await expect.poll(() => held.length).toBe(1);
    table.interrupt = (_call, proceed) => proceed();
    await touch(store, ada, { events: [telling('e-10', 10)] });
    held[0]?.();
    await recording;
    expect(newestStored()).toMatch(/10#e-10$/u);
    expect(await gather(store.ledger(ada))).toHaveLength(2);
  });
});

describe('a slow worker of a visitor that was linked meanwhile', () => {
  test('proves nothing about the changes of the customer when its row comes at last', async () => {
    for (let version = 1; version < 6; version += 1) await touch(store, visitor, {});
    const slow = eventOf('slow', { person: visitor });
    const held: (() => void)[] = [];
    table.interrupt = (call, proceed) => {
      const isRow = JSON.stringify(call.input).includes('EVENT#slow') && call.name === 'put';
      return isRow ? new Promise((resolve) => void held.push(() => resolve(proceed()))) : proceed();
    };
    const recording = touch(store, visitor, { events: [slow] });
    await expect.poll(() => held.length).toBe(1);
    await linkVisitor(store, [ada, visitor]);
    let puts = 0;
    table.interrupt = (call, proceed) => {
      puts += call.name === 'put' ? 1 : 0;
      if (puts === 2) throw named('TimeoutError');
      return proceed();
    };
    await expect(touch(store, ada, { events: [eventOf('e-1')], changes: [changesOf(ada, 1)] })).rejects.toThrow(
      'TimeoutError',
    );
    table.interrupt = (_call, proceed) => proceed();
    held[0]?.();
    await recording;
    await touch(store, ada, {});
    expect(announced()).toEqual([changesOf(ada, 1)]);
  });
});

describe('a refused write', () => {
  test.each(['ConditionalCheckFailed', 'TransactionConflict'])(
    'a transaction cancelled by %s is a conflict',
    async (Code) => {
      const CancellationReasons = [{ Code: 'None' }, { Code }];
      failing('transact', new TransactionCanceledException({ $metadata: {}, message: '', CancellationReasons }));
      expect(await linkVisitor(store, [ada, visitor])).toBe('conflict');
      expect((await store.load(ada, [])).record).toBeUndefined();
    },
  );

  test('a put that meets a transaction is made again', async () => {
    failing('put', new TransactionConflictException({ $metadata: {}, message: '' }));
    expect(await touch(store, ada, {})).toBe('saved');
    expect(waits).toHaveLength(1);
  });

  test('a put that meets transactions six times is a conflict, after pauses that grow', async () => {
    failing('put', new TransactionConflictException({ $metadata: {}, message: '' }), { times: Infinity });
    expect(await touch(store, ada, {})).toBe('conflict');
    expect(callsOf('put')).toHaveLength(6);
    expect(waits).toEqual([50, 100, 200, 400, 800]);
  });

  test('what no repetition mends is thrown at once', async () => {
    failing('put', named('AccessDeniedException'));
    await expect(touch(store, ada, {})).rejects.toThrow('AccessDeniedException');
    expect(waits).toEqual([]);
  });

  test('what a transaction is cancelled for otherwise is thrown', async () => {
    const CancellationReasons = [{ Code: 'ValidationError' }];
    const error = new TransactionCanceledException({ $metadata: {}, message: 'invalid', CancellationReasons });
    failing('transact', error);
    await expect(linkVisitor(store, [ada, visitor])).rejects.toBe(error);
  });
});

describe('the index of who is due', () => {
  test('is written for an earlier review, and for what follows one that fired', async () => {
    await review(noon + 2 * hour);
    await review(noon + 5 * hour);
    expect(storedDue()).toBe(String(noon + 2 * hour));
    await review(noon + hour);
    expect(storedDue()).toBe(String(noon + hour));
    now = noon + hour;
    await review(noon + 7 * hour);
    expect(storedDue()).toBe(String(noon + 7 * hour));
    now = noon + 8 * hour;
    await review(null);
    expect(storedDue()).toBeUndefined();
  });

  test('is written for a later review that is more than three times as far off, or for none', async () => {
    await review(noon + hour);
    await review(noon + 3 * hour);
    expect(storedDue()).toBe(String(noon + hour));
    await review(noon + 3 * hour + 1);
    expect(storedDue()).toBe(String(noon + 3 * hour + 1));
    now = noon + 2 * hour;
    await review(noon + 5 * hour + 4);
    expect(storedDue()).toBe(String(noon + 5 * hour + 4));
    await review(null);
    expect(storedDue()).toBeUndefined();
  });

  test('names a person when time changes a membership next, which is asked only where the index must be written', async () => {
    const asked: number[] = [];
    const reviewThen = async (nextReviewAt: number, changesAt: number | null) => {
      const nextChangeAt = () => {
        asked.push(nextReviewAt);
        return changesAt;
      };
      await touch(store, ada, { state: stateWith({ nextReviewAt }), nextChangeAt });
      return storedDue();
    };
    expect(await reviewThen(noon + 2 * hour, noon + 4 * hour)).toBe(String(noon + 4 * hour));
    expect(await reviewThen(noon + 5 * hour, noon + 6 * hour)).toBe(String(noon + 4 * hour));
    expect(asked).toEqual([noon + 2 * hour]);
    expect(await reviewThen(noon + hour, noon + 5 * hour)).toBe(String(noon + 4 * hour));
    expect(await reviewThen(noon + hour, noon + 3 * hour)).toBe(String(noon + 3 * hour));
    expect(await reviewThen(noon + hour, null)).toBeUndefined();
  });
});

describe('an item of a newer format', () => {
  test('is refused by name', async () => {
    await touch(store, ada, {});
    table.interrupt = (call, proceed) => {
      const answer = proceed() as { Item?: object };
      return call.name === 'get' ? { Item: { ...answer.Item, format: { N: '5' } } } : answer;
    };
    await expect(store.load(ada, [])).rejects.toThrow(
      'Cannot read format of C#ada/PROFILE as format 1 to 4: current value is {"N":"5"}',
    );
  });
});

describe('erasure', () => {
  const left = ['A#browser-7/PROFILE', 'C#ada/ERASED#2026-11-02T13:00:00.000Z', 'C#ada/PROFILE'];

  test.each(Array.from({ length: 14 }, (_, index) => index))(
    'that stops at its call %i is finished by the next',
    async (stop) => {
      await prepare();
      let calls = 0;
      table.interrupt = (_call, proceed) => {
        if (calls === stop + 1) throw named('TimeoutError');
        calls += 1;
        return proceed();
      };
      const result = await erase(store, ada, [changesOf(ada, 2)]).catch(() => 'stopped');
      table.interrupt = (_call, proceed) => proceed();
      const loaded = await store.load(ada, []);
      if (loaded.record?.kind === 'erased') await store.recordAgain(loaded, []);
      else await erase(store, ada, [changesOf(ada, 2)]);
      expect(result === 'saved' || calls === stop + 1).toBe(true);
      expect(sortKeys()).toEqual(left);
      expect(announced()).toContainEqual(changesOf(ada, 2));
      expect(announced()).toContainEqual(announcementOf(ada));
    },
  );

  test('rows of a slow worker are deleted by later passes, until one after 14 days finds nothing', async () => {
    await prepare();
    await erase(store, ada);
    const recordLate = (eventId: string, person: PersonKey) =>
      touch(store, 'C#slow', { events: [{ ...telling(eventId, 1), person }] });
    await recordLate('late', ada);
    await recordLate('late', visitor);
    expect(sortKeys()).toEqual(expect.arrayContaining(['A#browser-7/EVENT#late', 'A#browser-7/FACT#order-1']));

    now = noon + hour + hour;
    await reviewDue();
    expect(sortKeys().filter((key) => /late|FACT/u.test(key))).toEqual([]);
    expect(await gather(store.due(noon + 10 * day))).toEqual([]);

    await recordLate('later', ada);
    now = noon + hour + 14 * day;
    await reviewDue();
    expect(sortKeys()).not.toContain('C#ada/EVENT#later');
    expect(await gather(store.due(now + day))).toEqual([{ person: ada, dueAt: now + day }]);

    now += day;
    await reviewDue();
    expect(await gather(store.due(Number.MAX_SAFE_INTEGER))).toEqual([]);
    expect(sortKeys().filter((key) => !key.startsWith('C#slow'))).toEqual(left);
  });

  test('is looked at again for as long when it was done long after its arrival', async () => {
    await prepare();
    now = noon + 20 * day;
    await erase(store, ada);
    await touch(store, 'C#slow', { events: [eventOf('late', { person: ada })] });
    await touch(store, 'C#slow', { events: [eventOf('late', { person: visitor })] });
    now += hour;
    await reviewDue();
    expect(sortKeys().filter((key) => key.includes('late'))).toEqual([]);
    await touch(store, 'C#slow', { events: [eventOf('later', { person: ada })] });
    now += 14 * day;
    await reviewDue();
    expect(sortKeys().filter((key) => key.includes('later'))).toEqual([]);
  });
});
