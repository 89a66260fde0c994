import './configured.ts';
import { EventBridgeClient, PutEventsCommand } from '@aws-sdk/client-eventbridge';
import { mockClient } from 'aws-sdk-client-mock';
import { afterEach, describe, expect, test, vi } from 'vitest';
import { outgoingEvents } from '#events/outgoing-event.ts';
import { createHandler as createPublish } from '#functions/publish.ts';
import { telemetry } from '#functions/runtime/telemetry.ts';
import { createHandler as createUpdate } from '#functions/update.ts';
import { traceId } from '#functions/runtime/trace-id.ts';
import { wall } from '#functions/runtime/wall.ts';
import { noPauses } from '#lib/ports/backoff.ts';
import { eventBridgePublisher } from '#lib/ports/publisher/event-bridge.ts';
import { tickText } from '#lib/ports/queue/queue-message.ts';
import { dynamoDbStore } from '#lib/ports/store/dynamodb/dynamodb-store.ts';
import { MemoryTable } from '#test/support/memory-table.ts';
import { isAnnounced } from '#test/support/table-contents.ts';
import { dayMs, embedded, erasure, linking, noon, purchase } from '#test/use-cases/given.ts';
import { envelope, invoke, listen, sqsEvent, sqsRecord } from './invoke.ts';
import { handingBack } from './handing-back.ts';
import { streamRecord } from './stream-records.ts';

const bridge = mockClient(EventBridgeClient);
const root = '1-5759e988-bd862e3fe1be46a994272793';
const header = (id: string) => `Root=${id};Parent=53995c3f42cd8ad8;Sampled=1;Lineage=1:a87bd80c:0`;

const given = () => {
  const table = new MemoryTable();
  const store = dynamoDbStore({ client: table.client, tableName: table.tableName, now: () => noon, ...noPauses });
  listen();
  const update = createUpdate({
    ...handingBack().deps,
    ...embedded({ store, traceId: wall.traceId }).deps,
    ...telemetry('update'),
  });
  const publisher = eventBridgePublisher({ client: new EventBridgeClient(), busName: 'patron' });
  const publish = createPublish({ publisher, ...noPauses, now: () => noon, ...telemetry('publish') });
  bridge.on(PutEventsCommand).callsFake(({ Entries = [] }) => ({ Entries: Entries.map(() => ({ EventId: 'taken' })) }));
  /** The changes that a run of the update under this trace announces. */
  const announcedUnder = async (trace: string | undefined, body: string, arrivedAt = noon) => {
    vi.stubEnv('_X_AMZN_TRACE_ID', trace);
    await invoke(update, sqsEvent(sqsRecord(body, { arrivedAt })));
    vi.stubEnv('_X_AMZN_TRACE_ID', header('1-00000000-publishing'));
    const Records = table.inserted.splice(0).filter(isAnnounced).map(streamRecord);
    await invoke(publish, { Records });
    const calls = bridge.commandCalls(PutEventsCommand).flatMap(({ args }) => args[0].input.Entries ?? []);
    bridge.resetHistory();
    return calls.map(({ DetailType = '', Detail = '{}' }) => ({ type: DetailType, detail: JSON.parse(Detail) }));
  };
  return { announcedUnder };
};

afterEach(() => {
  vi.restoreAllMocks();
  vi.unstubAllEnvs();
  bridge.reset();
});

const changesOf = (entries: readonly { readonly type: string; readonly detail: { readonly traceId?: unknown } }[]) =>
  entries.filter(({ type }) => type !== 'ProfileErased').map(({ detail }) => detail.traceId);

describe('traceId in a change', () => {
  test('is of the trace that decided it, whatever the change came of, and not of the one that published it', async () => {
    const { announcedUnder } = given();
    const bought = await announcedUnder(header(root), envelope(purchase({ anonymousId: 'guest' })));
    expect(changesOf(bought)).toEqual([root, root]);
    const linked = await announcedUnder(header('1-linking-1'), envelope(linking('ada', 'guest')), noon + 1);
    expect(new Set(changesOf(linked))).toEqual(new Set(['1-linking-1']));
    expect(linked).toHaveLength(4);
    const tick = tickText({ person: 'C#ada', dueAt: noon + 30 * dayMs });
    const timed = await announcedUnder(header('1-ticking-1'), tick, noon + 31 * dayMs);
    expect(changesOf(timed)).toEqual(['1-ticking-1']);
    const erased = await announcedUnder(
      header('1-erasing-1'),
      envelope(erasure({ customerId: 'ada' })),
      noon + 32 * dayMs,
    );
    expect(changesOf(erased)).toEqual(['1-erasing-1']);
  });

  test('is part of what campaigns are promised', async () => {
    const { announcedUnder } = given();
    const [entered] = await announcedUnder(header(root), envelope(purchase({ customerId: 'ada' })));
    expect(outgoingEvents.SegmentEntered.schema.parse(entered?.detail)).toMatchObject({ traceId: root });
  });

  test('is absent where nothing is traced', async () => {
    const { announcedUnder } = given();
    const [entered] = await announcedUnder(undefined, envelope(purchase({ customerId: 'ada' })));
    expect(entered?.detail).toMatchObject({ changeId: 'ada:1' });
    expect(entered?.detail).not.toHaveProperty('traceId');
  });
});

describe('traceId()', () => {
  test.each([
    [header(root), root],
    [`Self=1-67891234-12456789abcdef012345678;Root=${root}`, root],
    ['Sampled=0', undefined],
    ['', undefined],
    [undefined, undefined],
  ])('of %j is %j', (written, expected) => {
    vi.stubEnv('_X_AMZN_TRACE_ID', undefined);
    expect(traceId(written)).toBe(expected);
  });
});
