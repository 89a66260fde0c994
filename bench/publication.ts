import type { Context, DynamoDBStreamEvent } from 'aws-lambda';
import { noPauses } from '#lib/ports/backoff.ts';
import { dynamoDbCounts } from '#lib/ports/members/dynamodb/dynamodb-counts.ts';
import { dynamoDbMembers } from '#lib/ports/members/dynamodb/dynamodb-members.ts';
import { eventBridgePublisher } from '#lib/ports/publisher/event-bridge.ts';
import type { Benchmark, Report } from './benchmark.ts';
import { alternate, processorMs } from './harness/rounds.ts';
import { compare, type Pair } from './harness/statistics.ts';
import { bytesLogged } from './publication/bytes-logged.ts';
import { delayedClients, type Delays } from './publication/delayed-clients.ts';
import { streamBatch } from './publication/stream-batch.ts';

/** What calls take within a region: the middle of what AWS says of a single put, and of one call to PutEvents. */
const usual: Delays = { putEvents: 12, write: 5 };
const none: Delays = { putEvents: 0, write: 0 };

/** A full batch, as a busy stream gives it. */
const full = 100;

/** Batches of one measurement. */
const batches = 10;

type Handler = (event: DynamoDBStreamEvent, context: Context) => Promise<unknown>;

interface Publishing {
  readonly delays: Delays;
  /** Whether members are kept. */
  readonly isKept: boolean;
  /** Whether metrics are written. False by default. */
  readonly isCounted?: boolean;
  /** The segments that are counted one by one. None by default. */
  readonly measured?: ReadonlySet<string> | undefined;
}

/** The handler of publish, over clients whose calls take a while. Its module reads the environment when it is loaded. */
const publishing = async ({ delays, isKept, isCounted = false, measured }: Publishing): Promise<Handler> => {
  Object.assign(process.env, { BUS_NAME: 'patron', DEPLOYMENT: '1', AWS_REGION: 'eu-west-1' });
  process.env['POWERTOOLS_METRICS_DISABLED'] = String(!isCounted);
  const { createHandler } = await import('#functions/publish.ts');
  const { telemetry } = await import('#functions/runtime/telemetry.ts');
  const { bridge, database } = delayedClients(delays);
  const table = { client: database, tableName: 'patron-members' };
  return createHandler({
    publisher: eventBridgePublisher({ client: bridge, busName: 'patron' }),
    ...(isKept && {
      members: { store: dynamoDbMembers(table) },
      counts: { counter: dynamoDbCounts(table) },
    }),
    ...noPauses,
    now: () => Date.parse('2026-11-02T12:00:01.000Z'),
    measured: measured ?? new Set(),
    ...telemetry('publish', { deployment: 1, name: 'patron' }),
  });
};

const context = { functionName: 'publish', awsRequestId: 'request' } as Context;

/** The milliseconds that a batch takes, by one of two clocks. */
const timing = (handler: Handler, records: number, clock: () => number) => async (): Promise<number> => {
  const event = streamBatch(records);
  const began = clock();
  for (let batch = 0; batch < batches; batch += 1) await handler(event, context);
  return (clock() - began) / batches;
};

interface Measured {
  readonly name: string;
  readonly about: string;
  readonly records: number;
  readonly delays: Delays;
  readonly clock: () => number;
  readonly atMost?: number;
}

const measure = async (report: Report, { name, about, records, delays, clock, atMost }: Measured): Promise<void> => {
  const [kept, plain] = [await publishing({ delays, isKept: true }), await publishing({ delays, isKept: false })];
  const rounds = await alternate([timing(kept, records, clock), timing(plain, records, clock)], report);
  const { rounds: taken, ...times } = compare(rounds.map(([ours, baseline]): Pair => [ours ?? NaN, baseline ?? NaN]));
  report.figure({
    name: `publication.${name}`,
    about: `${about}, beside the same without members`,
    unit: 'ms',
    ...times,
    targets: atMost === undefined ? [] : [{ of: 'ratio', atMost }],
    details: { records, putEventsMs: delays.putEvents, writeMs: delays.write, rounds: taken },
  });
};

/** The bytes that a batch of records writes to the log. */
const written = async (records: number, measured?: ReadonlySet<string>): Promise<number> => {
  const handler = await publishing({ delays: none, isKept: true, isCounted: true, measured });
  return bytesLogged(() => handler(streamBatch(records), context));
};

const measureLog = async ({ figure }: Report): Promise<void> => {
  const [hundred, one] = [await written(full), await written(1)];
  figure({
    name: 'publication.log',
    about:
      'what the publication of a batch of 100 records writes to its log where no segment is counted, beside a batch of one',
    unit: 'bytes',
    ours: hundred,
    baseline: one,
    ratio: hundred / one,
    details: { bytesOfSegment: (await written(1, new Set(['segment-0']))) - one },
  });
};

/** What it takes to publish changes where members are kept. */
export const publication: Benchmark = {
  name: 'publication',
  about: 'publishing batches of the stream where members are kept and counted, beside the same where they are not',
  run: async (report) => {
    const elapsed = { delays: usual, clock: () => performance.now() };
    const many = 'a batch of 100 records with a change each, with calls of 12 ms to the bus and of 5 ms to the table';
    await measure(report, { ...elapsed, name: 'full', about: many, records: full, atMost: 1.2 });
    const one = 'a batch of one record, with the same calls';
    await measure(report, { ...elapsed, name: 'single', about: one, records: 1 });
    const work = 'processor time of a batch of 100 records, with calls that take no time';
    await measure(report, { name: 'processor', about: work, records: full, delays: none, clock: processorMs });
    await measureLog(report);
  },
};
