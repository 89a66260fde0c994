import { batchesAt } from './batches.ts';
import type { Part } from './flow-parts.ts';
import { allRuns, runsAt } from './functions.ts';
import { assumedPrices, prices } from './prices.ts';
import { monthSeconds, type Load } from './work.ts';

const gigabyte = 1e9;

/** What DynamoDB adds to each item that it stores. */
const itemOverheadBytes = 100;

/** Assumed of what watches and protects a deployment. */
export const watched = {
  /** A line of metrics and Lambda's own lines. */
  logBytesPerRun: 1_000,
  metrics: 100,
  alarms: 40,
  /** X-Ray keeps the first trace of each second and of the others this share. */
  tracedShare: 0.05,
  /** A data key is used for five minutes before the next is asked for. */
  keyReuseSeconds: 300,
  /** Bus, archive, queues, table, stream, logs and bucket, each in more than one place. */
  keyUsers: 20,
} as const;

/** What the table holds at the end of the first month: everybody, that month's events and their changes. */
const tableGigabytes = ({ eventsPerSecond, customers, work }: Load): number => {
  const events = eventsPerSecond * monthSeconds;
  const perEvent = work.eventRowBytes + itemOverheadBytes + work.instants * (work.changeRowBytes + itemOverheadBytes);
  return (customers * (work.profileBytes + itemOverheadBytes) + events * perEvent) / gigabyte;
};

const tracesPerMonth = (load: Load): number => {
  const perSecond = runsAt(load).update.perMonth / monthSeconds;
  return (Math.min(perSecond, 1) + Math.max(0, perSecond - 1) * watched.tracedShare) * monthSeconds;
};

const runsOf = (load: Load): number => allRuns(load).reduce((sum, { perMonth }) => sum + perMonth, 0);

const keyRequests = (load: Load): number =>
  (monthSeconds / watched.keyReuseSeconds) * (watched.keyUsers + batchesAt(load).concurrency);

const kept = (load: Load): readonly Part[] => {
  const stored = tableGigabytes(load);
  return [
    {
      name: 'archive',
      dollars: ((load.eventsPerSecond * monthSeconds * load.work.eventBytes) / gigabyte) * prices.archiveGigabyte,
      formula: 'bytes of events as they came x $0.10 per GB',
    },
    {
      name: 'storage',
      dollars: stored * prices.tableGigabyteMonth,
      formula: 'profiles and the first month’s events and changes x $0.25 per GB; each month adds its events',
    },
    {
      name: 'backups',
      dollars: stored * assumedPrices.backupGigabyteMonth,
      formula: 'the same bytes x $0.20 per GB (assumed price of point-in-time recovery)',
    },
  ];
};

const watching = (load: Load): readonly Part[] => [
  {
    name: 'logs',
    dollars: ((runsOf(load) * watched.logBytesPerRun) / gigabyte) * prices.logGigabyte,
    formula: 'runs x 1 KB (assumed) x $0.50 per GB',
  },
  {
    name: 'metrics',
    dollars: watched.metrics * assumedPrices.metric,
    formula: `${watched.metrics} metrics x $0.30 (both assumed; two for each segment)`,
  },
  {
    name: 'alarms',
    dollars: watched.alarms * assumedPrices.alarm,
    formula: `${watched.alarms} alarms x $0.10 (both assumed)`,
  },
  {
    name: 'traces',
    dollars: tracesPerMonth(load) * assumedPrices.trace,
    formula: 'the first of each second and 5 % of the others x $5 per million (assumed)',
  },
  {
    name: 'key',
    dollars: prices.key + keyRequests(load) * prices.keyRequest,
    formula: '$1.00, and a request per user of the key and five minutes (assumed) x $0.03 per 10,000',
  },
];

/** What is kept, and what watches over it. */
export const standingParts = (load: Load): readonly Part[] => [...kept(load), ...watching(load)];
