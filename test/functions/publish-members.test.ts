import './configured.ts';
import { describe, expect, test } from 'vitest';
import { createHandler } from '#functions/publish.ts';
import { telemetry } from '#functions/runtime/telemetry.ts';
import { hour } from '#lib/core/members/change-counts.ts';
import { wholeSegment } from '#lib/core/members/shard.ts';
import { noPauses } from '#lib/ports/backoff.ts';
import { dynamoDbCounts } from '#lib/ports/members/dynamodb/dynamodb-counts.ts';
import { dynamoDbMembers } from '#lib/ports/members/dynamodb/dynamodb-members.ts';
import type { OutgoingEntry } from '#lib/ports/publisher/change-publisher.ts';
import { changeItem } from '#lib/ports/store/dynamodb/change-rows.ts';
import type { Item } from '#lib/ports/store/dynamodb/item.ts';
import { MemoryTable } from '#test/support/memory-table.ts';
import { invoke, listen } from './invoke.ts';
import { streamRecord } from './stream-records.ts';

const noon = Date.parse('2026-11-02T12:00:00.000Z');

/** A table of members and a bus that say in which order they were called. */
const given = (refuses: (entry: OutgoingEntry) => boolean = () => false) => {
  const log = listen();
  const table = new MemoryTable();
  const calls: string[] = [];
  const segments = new Set(['regulars']);
  const [store, counter] = [dynamoDbMembers(table), dynamoDbCounts(table)];
  table.interrupt = ({ name }, proceed) => {
    calls.push(name);
    return proceed();
  };
  const handler = createHandler({
    publisher: {
      publish: async (entries) => {
        calls.push('publish');
        return entries.filter(refuses).map((item) => ({ item, code: 'InternalFailure' }));
      },
    },
    members: { store, segments },
    counts: { counter, segments },
    ...noPauses,
    now: () => noon + 2_500,
    ...telemetry('publish', { deployment: 7 }),
  });
  return { log, table, store, counter, calls, handler };
};

const changed = (id: string, segment: string, kept: { readonly heldBack?: true; readonly quiet?: true } = {}): Item => {
  const change = {
    status: 'entered' as const,
    segment: { key: segment, name: segment, definitionHash: '9f2c41d0' },
    enteredAt: '2026-11-02T12:00:00.000Z',
    because: [],
  };
  const { quiet, ...rest } = kept;
  const instant = {
    effectiveAt: '2026-11-02T12:00:00.000Z',
    origin: 'live' as const,
    cause: { eventId: 'p-1' },
    segments: [segment],
    consent: {},
    nextReviewAt: null,
    changes: quiet ? [] : [{ ...change, sequence: 1, traits: {} }],
    ...(quiet && { quiet: [change] }),
    ...rest,
  };
  return changeItem({ person: `C#${id}`, decidedAt: '2026-11-02T12:00:01.000Z', instants: [instant], version: 1 });
};

const recordsOf = (...items: readonly Item[]) => ({ Records: items.map(streamRecord) });

describe('publish, where members are kept', () => {
  test('puts the rows before the word, and counts after it', async () => {
    const { calls, counter, store, handler } = given();
    await invoke(handler, recordsOf(changed('ada', 'regulars'), changed('bob', 'regulars')));
    expect(calls).toEqual(['put', 'put', 'publish', 'update']);
    expect(await counter.counted('regulars', noon, noon)).toEqual([{ hour: noon, entered: 2, exited: 0 }]);
    expect((await store.page('regulars', { ...wholeSegment, limit: 10 })).members).toHaveLength(2);
  });

  test('counts what is quiet or held back, and no segment whose members are not kept', async () => {
    const { calls, counter, handler } = given();
    const rows = [
      changed('ada', 'regulars', { quiet: true }),
      changed('bob', 'regulars', { heldBack: true }),
      changed('eve', 'newsletter'),
    ];
    await invoke(handler, recordsOf(...rows));
    expect(calls.filter((name) => name === 'update')).toHaveLength(1);
    expect(await counter.counted('regulars', noon, noon)).toEqual([{ hour: noon, entered: 2, exited: 0 }]);
  });

  test('counts once what Lambda hands over again, from the first record on that was handed back', async () => {
    let isBroken = true;
    const { counter, handler } = given(({ detail }) => isBroken && detail.includes('"bob"'));
    const { Records } = recordsOf(...['ada', 'bob', 'eve'].map((id) => changed(id, 'regulars')));
    const bobs = { itemIdentifier: Records[1]?.dynamodb?.SequenceNumber };
    expect(await invoke(handler, { Records })).toEqual({ batchItemFailures: [bobs] });
    isBroken = false;
    expect(await invoke(handler, { Records: Records.slice(1) })).toEqual({ batchItemFailures: [] });
    expect(await counter.counted('regulars', noon, noon + hour)).toEqual([{ hour: noon, entered: 3, exited: 0 }]);
  });

  test('hands nothing back where counting fails, and says so', async () => {
    const { log, table, handler } = given();
    table.interrupt = ({ name }, proceed) => {
      if (name === 'update') throw Object.assign(new Error(), { name: 'ThrottlingException' });
      return proceed();
    };
    expect(await invoke(handler, recordsOf(changed('ada', 'regulars')))).toEqual({ batchItemFailures: [] });
    expect(log.logged()).toMatchObject([{ level: 'WARN', why: 'ThrottlingException', counts: 1 }]);
  });
});
