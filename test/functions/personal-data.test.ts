import './configured.ts';
import { EventBridgeClient, PutEventsCommand, type PutEventsRequestEntry } from '@aws-sdk/client-eventbridge';
import { SendMessageBatchCommand, SQSClient, type SendMessageBatchRequestEntry } from '@aws-sdk/client-sqs';
import { mockClient } from 'aws-sdk-client-mock';
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { createHandler as createBackfillPart } from '#functions/backfill-part.ts';
import { measureProfiles } from '#functions/metrics/profile-size.ts';
import { createHandler as createPublish } from '#functions/publish.ts';
import { createHandler as createQuarantine } from '#functions/quarantine.ts';
import { noPauses } from '#lib/ports/backoff.ts';
import { sqsIntakeQueue } from '#lib/ports/queue/sqs-intake-queue.ts';
import { createHandler as createSweep } from '#functions/sweep.ts';
import { telemetry } from '#functions/runtime/telemetry.ts';
import { createHandler as createUpdate } from '#functions/update.ts';
import { tickThroughQueue } from '#lib/use-cases/backfill/tick-through-queue.ts';
import { redrivableReasons, redriveThroughQueue } from '#lib/use-cases/intake/redrive-quarantine.ts';
import { eventBridgePublisher } from '#lib/ports/publisher/event-bridge.ts';
import { tickText } from '#lib/ports/queue/queue-message.ts';
import { dynamoDbStore } from '#lib/ports/store/dynamodb/dynamodb-store.ts';
import { forwardThroughQueue } from '#lib/use-cases/update/forward-arrival.ts';
import { MemoryTable } from '#test/support/memory-table.ts';
import { contentsOf, isAnnounced } from '#test/support/table-contents.ts';
import { dayMs, embedded, linking, noon, purchase, visit } from '#test/use-cases/given.ts';
import { envelope, invoke, sqsEvent, sqsRecord } from './invoke.ts';
import { marker, markedEvents, markedNonsense, quoting } from './marked-events.ts';
import { handingBack } from './handing-back.ts';
import { streamRecord } from './stream-records.ts';

const sqs = mockClient(SQSClient);
const bridge = mockClient(EventBridgeClient);
const later = noon + 40 * dayMs;

/** Everything that a process of Lambda's says to the world, and what Lambda itself says of an error that it is given. */
const said: string[] = [];
const hear = (...parts: unknown[]): void => void said.push(parts.map(String).join(' '));
const listen = () => {
  for (const level of ['log', 'debug', 'info', 'warn', 'error'] as const)
    vi.spyOn(console, level).mockImplementation(hear);
  for (const stream of [process.stdout, process.stderr])
    vi.spyOn(stream, 'write').mockImplementation((chunk) => said.push(String(chunk)) > 0);
};

/** Runs a handler as Lambda does: what it throws is logged by Lambda, and kept with what could not be done. */
const run = async (invocation: Promise<unknown>): Promise<void> => {
  await invocation.catch((error: Error) => {
    said.push(JSON.stringify({ errorType: error.name, errorMessage: error.message, stack: error.stack }));
  });
};

const messagesTaken = ({ Entries = [] }: { Entries?: SendMessageBatchRequestEntry[] }) => ({
  Successful: Entries.map(({ Id }) => ({ Id, MessageId: 'm', MD5OfMessageBody: '' })),
  Failed: [],
});
const entriesTaken = ({ Entries = [] }: { Entries?: PutEventsRequestEntry[] }) => ({
  Entries: Entries.map(() => ({ EventId: 'taken' })),
  FailedEntryCount: 0,
});

/** Every function, over one table, queue and bus. */
const given = () => {
  const table = new MemoryTable();
  const own = () => dynamoDbStore({ client: table.client, tableName: table.tableName, now: () => noon, ...noPauses });
  const store = own();
  const queue = sqsIntakeQueue({ client: new SQSClient(), queueUrl: 'https://sqs/intake.fifo' });
  const publisher = eventBridgePublisher({ client: new EventBridgeClient(), busName: 'patron' });
  const observing = telemetry('update', { deployment: 7 });
  const { deps } = embedded({
    store: measureProfiles(own(), observing.metrics),
    forward: forwardThroughQueue({ queue, ...noPauses }),
    traceId: () => '1-5759e988-bd862e3fe1be46a994272793',
  });
  const update = createUpdate({ ...handingBack().deps, ...deps, ...observing });
  const quarantine = createQuarantine({
    ...handingBack().deps,
    store,
    queue,
    ...noPauses,
    ...telemetry('quarantine', { deployment: 7 }),
  });
  const publish = createPublish({
    publisher,
    ...noPauses,
    now: () => later,
    ...telemetry('publish', { deployment: 7 }),
  });
  const sweep = createSweep({ store, queue, ...noPauses, now: () => later, ...telemetry('sweep', { deployment: 7 }) });
  const ticker = tickThroughQueue({ queue, ...noPauses });
  const part = createBackfillPart({
    store,
    ticker,
    ...noPauses,
    now: () => later,
    deployment: 7,
    ...telemetry('part', { deployment: 7 }),
  });
  const slice = {
    catalogue: 'new',
    deployment: 7,
    part: { index: 0 },
    parts: 1,
    attempt: 1,
    rate: 100,
    sliceMs: 60_000,
  };
  const receive = async (handler: typeof update | typeof quarantine, bodies: readonly string[], arrivedAt = noon) => {
    for (let at = 0; at < bodies.length; at += 10) {
      const records = bodies.slice(at, at + 10).map((body) => sqsRecord(body, { arrivedAt, group: marker }));
      await run(invoke(handler, sqsEvent(...records)));
    }
  };
  return {
    table,
    store,
    queue,
    update: (bodies: readonly string[], arrivedAt?: number) => receive(update, bodies, arrivedAt),
    quarantine: (bodies: readonly string[]) => receive(quarantine, bodies),
    publish: (items = table.inserted.filter(isAnnounced)) =>
      run(invoke(publish, { Records: items.map((item) => streamRecord(item)) })),
    sweep: () => run(invoke(sweep, {})),
    tickPart: () => run(invoke(part, slice)),
  };
};

const everything = (): readonly string[] => [...markedEvents().map((entry) => envelope(entry)), ...markedNonsense];

/** Services that answer with errors, and errors that quote. */
const failing = {
  queue: () => {
    sqs.on(SendMessageBatchCommand).callsFake(({ Entries = [] }: { Entries?: SendMessageBatchRequestEntry[] }) => {
      if (Entries.length % 2 === 0) throw quoting('InvalidMessageContents', Entries);
      return { Failed: Entries.map(({ Id }) => ({ Id, Code: 'InternalError', Message: marker, SenderFault: false })) };
    });
  },
  bus: () => {
    bridge.on(PutEventsCommand).callsFake(({ Entries = [] }: { Entries?: PutEventsRequestEntry[] }) => {
      if (Entries.length % 2 === 0) throw quoting('ValidationException', Entries);
      return { Entries: Entries.map(() => ({ ErrorCode: 'InternalFailure', ErrorMessage: marker })) };
    });
  },
  table: (table: MemoryTable, names: readonly string[]) => {
    table.interrupt = ({ name, input }, proceed) => {
      if (names.includes(name)) throw quoting('ValidationException', input);
      return proceed();
    };
  },
};

beforeEach(() => {
  said.length = 0;
  sqs.on(SendMessageBatchCommand).callsFake(messagesTaken);
  bridge.on(PutEventsCommand).callsFake(entriesTaken);
  listen();
});

afterEach(() => {
  vi.restoreAllMocks();
  sqs.reset();
  bridge.reset();
});

/** Fails with the line in which it is, and where nothing was said at all. */
const expectNothingPersonal = (): void => {
  expect(said.length).toBeGreaterThan(0);
  expect(said.filter((line) => line.includes(marker))).toEqual([]);
};

describe('what functions say', () => {
  test('has nothing of an event of any type, good or malformed, though all of it is kept', async () => {
    const { table, update } = given();
    await update(everything());
    expect(contentsOf(table.items())).toContain(marker);
    expect(said.some((line) => line.includes('QuarantinedInvalid'))).toBe(true);
    expectNothingPersonal();
  });

  test('has nothing of duplicates, conflicts, ticks, or what is redriven or forwarded', async () => {
    const { table, store, queue, update } = given();
    const bought = purchase({ customerId: marker, eventId: marker });
    const refused = purchase({ customerId: marker, eventId: `${marker}-2`, total: marker });
    await update(
      [bought, bought, purchase({ ...bought.detail, orderId: marker }), refused].map((entry) => envelope(entry)),
    );
    await update([envelope(linking(marker, `${marker}-guest`))]);
    await update([envelope(visit({ anonymousId: `${marker}-guest`, eventId: `${marker}-3` }))]);
    await redriveThroughQueue({ store, queue, ...noPauses }, redrivableReasons);
    const sent = sqs.commandCalls(SendMessageBatchCommand).flatMap(({ args }) => args[0].input.Entries ?? []);
    const bodies = sent.map(({ MessageBody = '' }) => MessageBody);
    expect(bodies.map((body) => Object.keys(JSON.parse(body))[0])).toEqual(['forwarded', 'redrive', 'redrive']);
    await update([...bodies, tickText({ person: `C#${marker}`, dueAt: later - 1 })], later);
    expect(contentsOf(table.items())).toContain('exited');
    expectNothingPersonal();
  });

  test.each([['get', 'batchGet'], ['put', 'transact'], ['batchWrite']])(
    'has nothing of what update and quarantine were at when the table failed: %s %s',
    async (...names) => {
      const { table, update, quarantine } = given();
      failing.table(table, names);
      const bodies = everything();
      await update(bodies);
      await quarantine(bodies);
      expect(said.some((line) => line.includes('handed back'))).toBe(true);
      expectNothingPersonal();
    },
  );

  test('has nothing of what can be neither routed nor sent on', async () => {
    const { quarantine, update } = given();
    await quarantine(everything());
    failing.queue();
    await quarantine(everything());
    await update([envelope(linking(marker, `${marker}-guest`))]);
    await update([envelope(visit({ anonymousId: `${marker}-guest` }))]);
    expect(said.some((line) => line.includes('NotQueuedError'))).toBe(true);
    expectNothingPersonal();
  });

  test('has nothing of changes that are published, or not', async () => {
    const { table, update, publish } = given();
    await update(everything());
    await publish();
    const [call] = bridge.commandCalls(PutEventsCommand);
    expect(JSON.stringify(call?.args[0].input)).toContain(marker);
    failing.bus();
    await publish();
    expect(said.some((line) => line.includes('handed back unpublished'))).toBe(true);
    await publish(table.inserted.map((item) => ({ ...item, sk: { S: `CHANGE#${marker}` }, format: { N: marker } })));
    expect(said.some((line) => line.includes('ItemError'))).toBe(true);
    expectNothingPersonal();
  });

  test('has nothing of whom the sweep finds, or fails at', async () => {
    const { table, update, sweep } = given();
    await update(everything());
    said.length = 0;
    await sweep();
    expect(said.some((line) => line.includes('"Due":'))).toBe(true);
    failing.queue();
    await sweep();
    expect(said.some((line) => line.includes('Ticks were not taken'))).toBe(true);
    failing.table(table, ['query']);
    await sweep();
    expect(said.some((line) => line.includes('FailedInvocation'))).toBe(true);
    expectNothingPersonal();
  });

  test('has nothing of whom a pass over everybody finds, or fails at', async () => {
    const { table, update, tickPart } = given();
    await update(everything());
    await tickPart();
    expect(JSON.stringify(sqs.commandCalls(SendMessageBatchCommand).at(-1)?.args[0].input)).toContain(marker);
    failing.queue();
    await tickPart();
    failing.table(table, ['scan']);
    await tickPart();
    expect(said.some((line) => line.includes('FailedInvocation'))).toBe(true);
    expectNothingPersonal();
  });

  test('is all heard here', () => {
    console.log(marker);
    process.stderr.write(marker);
    expect(said).toEqual([marker, marker]);
    expect(expectNothingPersonal).toThrow(marker);
  });
});
