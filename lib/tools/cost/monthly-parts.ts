import { batchesAt } from './batches.ts';
import type { Part } from './flow-parts.ts';
import { allRuns, runsAt } from './functions.ts';
import { assumedPrices, prices, priceText } from './prices.ts';
import { storedBytes } from './stored-bytes.ts';
import { monthSeconds, type Load } from './work.ts';

const gigabyte = 1e9;

/** Bytes that DynamoDB adds to each item that it stores. */
export const itemOverheadBytes = 100;

/** Assumed figures of what monitors and protects a deployment. */
export const watched = {
  /** One line of metrics, and Lambda's own lines. */
  logBytesPerRun: 1_000,
  metrics: 100,
  alarms: 90,
  /** X-Ray samples the first request of each second, and this share of the others. */
  tracedShare: 0.05,
  /** A data key is reused for this long before the next one is requested. */
  keyReuseSeconds: 300,
  /** Bus, archive, queues, table, stream, logs and bucket, each in more than one place. */
  keyUsers: 20,
} as const;

/** Size of the table at the end of the first month. */
const tableGigabytes = (load: Load): number => {
  const { profiles, events, changes, rows } = storedBytes(load);
  return (profiles + events + changes + rows * itemOverheadBytes) / gigabyte;
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
      formula: `bytes of events as they came x ${priceText(prices.archiveGigabyte)} per GB`,
    },
    {
      name: 'storage',
      dollars: stored * prices.tableGigabyteMonth,
      formula: `profiles and the first month’s events and changes x ${priceText(prices.tableGigabyteMonth)} per GB; each month adds its events`,
    },
    {
      name: 'backups',
      dollars: stored * assumedPrices.backupGigabyteMonth,
      formula: `the same bytes x ${priceText(assumedPrices.backupGigabyteMonth)} per GB (assumed price of point-in-time recovery)`,
    },
  ];
};

const watching = (load: Load): readonly Part[] => [
  {
    name: 'logs',
    dollars: ((runsOf(load) * watched.logBytesPerRun) / gigabyte) * prices.logGigabyte,
    formula: `runs x ${watched.logBytesPerRun / 1_000} KB (assumed) x ${priceText(prices.logGigabyte)} per GB`,
  },
  {
    name: 'metrics',
    dollars: watched.metrics * assumedPrices.metric,
    formula: `${watched.metrics} metrics x ${priceText(assumedPrices.metric)} (both assumed; two for each segment)`,
  },
  {
    name: 'alarms',
    dollars: watched.alarms * assumedPrices.alarm,
    formula: `${watched.alarms} alarms x ${priceText(assumedPrices.alarm)} (both assumed)`,
  },
  {
    name: 'traces',
    dollars: tracesPerMonth(load) * assumedPrices.trace,
    formula: `the first of each second and ${watched.tracedShare * 100} % of the others x ${priceText(assumedPrices.trace * 1e6)} per million (assumed)`,
  },
  {
    name: 'key',
    dollars: prices.key + keyRequests(load) * prices.keyRequest,
    formula: `${priceText(prices.key)}, and a request per user of the key and ${watched.keyReuseSeconds / 60} minutes (assumed) x ${priceText(prices.keyRequest * 1e4)} per 10,000`,
  },
];

/** The parts that a month costs for what is stored and for monitoring, the key included. */
export const monthlyParts = (load: Load): readonly Part[] => [...kept(load), ...watching(load)];
