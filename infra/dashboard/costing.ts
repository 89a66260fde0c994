import { Duration } from 'aws-cdk-lib';
import { type IMetric, MathExpression, Metric } from 'aws-cdk-lib/aws-cloudwatch';
import type { ITable } from 'aws-cdk-lib/aws-dynamodb';
import { dueIndexName } from '#lib/ports/store/table-keys.ts';
import { pricesIn, regionOf } from '#lib/tools/cost/prices.ts';
import { countedOfStream } from '../watches/stream-watches.ts';
import type { Watched } from '../watches/watched.ts';
import type { Answer } from './column.ts';

const period = Duration.hours(1);
const sum = { statistic: 'Sum', period };

type Metrics = Readonly<Record<string, IMetric>>;

/** The units that the tables and the index have consumed. The index is metered separately. */
const units = ({ table, memberTable }: Watched, kind: 'Read' | 'Write'): Metrics => {
  const consumed = ({ tableName: TableName }: ITable, dimensions: Readonly<Record<string, string>> = {}) =>
    new Metric({
      namespace: 'AWS/DynamoDB',
      metricName: `Consumed${kind}CapacityUnits`,
      dimensionsMap: { TableName, ...dimensions },
      ...sum,
    });
  const name = kind.toLowerCase();
  return {
    [`${name}s`]: consumed(table),
    [`${name}sOfIndex`]: consumed(table, { GlobalSecondaryIndexName: dueIndexName }),
    ...(memberTable && { [`${name}sOfMembers`]: consumed(memberTable) }),
  };
};

const requests = ({ intake: { queue } }: Watched): Metrics => ({
  sent: queue.metricNumberOfMessagesSent(sum),
  received: queue.metricNumberOfMessagesReceived(sum),
  empty: queue.metricNumberOfEmptyReceives(sum),
});

/** A function's name in an expression. */
const nameOf = (entry: string): string => entry.replaceAll('-', '_');

const runs = ({ functions }: Watched): Metrics =>
  Object.fromEntries(
    functions.flatMap(({ entry, handler }) => [
      [`${nameOf(entry)}Runs`, handler.metricInvocations(sum)],
      [`${nameOf(entry)}Ms`, handler.metricDuration(sum)],
    ]),
  );

const total = (metrics: Metrics, ending = ''): string =>
  Object.keys(metrics)
    .filter((name) => name.endsWith(ending))
    .map((name) => `FILL(${name}, 0)`)
    .join(' + ');

/** The seconds of all functions, each for its memory in GB. */
const gigabyteSeconds = ({ functions }: Watched): string =>
  functions.map(({ entry, memory }) => `FILL(${nameOf(entry)}Ms, 0) * ${memory / 1024}`).join(' + ');

/** Prices are for a million. */
const ofMillions = '/ 1000000';

/** An estimate of dollars, in the hour. */
const dollars = (label: string, usingMetrics: Metrics, expression: string): MathExpression =>
  new MathExpression({ label, expression, usingMetrics: { ...usingMetrics }, period });

const spent = (watched: Watched) => {
  const { perMillion: prices } = pricesIn(regionOf(watched.settings.region));
  const [reads, writes] = [units(watched, 'Read'), units(watched, 'Write')];
  const functions = runs(watched);
  const queue = requests(watched);
  const bus = {
    events: watched.counting('Events', 'update', { period }),
    published: watched.counting('Published', 'publish', { period }),
  };
  return {
    table: dollars(
      'Table',
      { ...reads, ...writes },
      `((${total(reads)}) * ${prices.readUnit} + (${total(writes)}) * ${prices.writeUnit}) ${ofMillions}`,
    ),
    bus: dollars('Bus', bus, `(${total(bus)}) * ${prices.eventPut} ${ofMillions}`),
    // Messages are received and deleted by ten at best; each is counted as if it were so.
    queue: dollars(
      'Queue',
      queue,
      `(FILL(sent, 0) + FILL(received, 0) / 5 + FILL(empty, 0)) * ${prices.queueCall} ${ofMillions}`,
    ),
    functions: dollars(
      'Functions',
      functions,
      `((${total(functions, 'Runs')}) * ${prices.invocation} + (${gigabyteSeconds(watched)}) / 1000 * ${prices.gigabyteSecond}) ${ofMillions}`,
    ),
  };
};

/** A GB of what is put into a stream and taken from it, of whole KB: half of one is added to each record. */
const streamSpent = (watched: Watched): Readonly<Record<string, MathExpression>> => {
  const records = countedOfStream(watched, 'IncomingRecords')?.with(sum);
  const bytes = countedOfStream(watched, 'IncomingBytes')?.with(sum);
  if (records === undefined || bytes === undefined) return {};
  const { hour, gigabyteIn, gigabyteOut } = pricesIn(regionOf(watched.settings.region)).stream;
  const expression = `${hour} + (FILL(bytes, 0) + 512 * FILL(records, 0)) / 1000000000 * ${gigabyteIn + gigabyteOut}`;
  return { stream: dollars('Stream', { records, bytes }, expression) };
};

const hoursOfMonth = 730;

export const costing = (watched: Watched): Omit<Answer, 'width'> => {
  const parts = { ...spent(watched), ...streamSpent(watched) };
  const all = dollars('Each hour, $', parts, Object.keys(parts).join(' + '));
  const events = watched.counting('Events', 'update', { period });
  return {
    question: 'What does it cost?',
    good: `An estimate by the prices of ${regionOf(watched.settings.region)}, without storage, logs, keys and this page; the bill is in Cost Explorer.`,
    numbers: [
      dollars('A month at this rate, $', { all }, `AVG(all) * ${hoursOfMonth}`),
      dollars('A million events, $', { all, events }, 'SUM(all) / SUM(events) * 1000000'),
    ],
    pictures: [
      { title: 'Dollars, each hour', left: Object.values(parts), stacked: true },
      {
        title: 'Units of the tables, each hour',
        left: [...Object.values(units(watched, 'Write')), ...Object.values(units(watched, 'Read'))],
      },
      {
        title: 'Invocations, each hour',
        left: watched.functions.map(({ entry, handler }) => handler.metricInvocations({ ...sum, label: entry })),
      },
    ],
  };
};
