import type { Part } from './flow-parts.ts';
import { intakeBatchesAt } from './intake-batches.ts';
import { observingParts } from './observing-parts.ts';
import { priceText, type Prices } from './prices.ts';
import { storedBytes } from './stored-bytes.ts';
import type { TraceSampling } from './trace-sampling.ts';
import { monthSeconds, type Load } from './work.ts';

const gigabyte = 1e9;

/** Bytes that DynamoDB adds to each item that it stores. */
export const itemOverheadBytes = 100;

/** Assumed: a data key is reused for this long before the next one is requested. */
const keyReuseSeconds = 300;

/** Bus, archive, queues, table, stream, logs and bucket, each in more than one place: assumed. */
const keyUsers = 20;

/** Size of the table at the end of the first month. */
const tableGigabytes = (load: Load): number => {
  const { profiles, events, changes, rows } = storedBytes(load);
  return (profiles + events + changes + rows * itemOverheadBytes) / gigabyte;
};

const keyRequests = (load: Load): number =>
  (monthSeconds / keyReuseSeconds) * (keyUsers + intakeBatchesAt(load).concurrency);

const kept = (load: Load, prices: Prices): readonly Part[] => {
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
      dollars: stored * prices.backupGigabyteMonth,
      formula: `the same bytes x ${priceText(prices.backupGigabyteMonth)} per GB of point-in-time recovery`,
    },
  ];
};

const keyPart = (load: Load, prices: Prices): Part => ({
  name: 'key',
  dollars: prices.key + keyRequests(load) * prices.keyRequest,
  formula: `${priceText(prices.key)}, and a request per user of the key and ${keyReuseSeconds / 60} minutes (assumed) x ${priceText(prices.keyRequest * 1e4)} per 10,000`,
});

/** The parts that a month costs for what is stored and written down, the key included. */
export const monthlyParts = (load: Load, prices: Prices, sampling: TraceSampling): readonly Part[] => [
  ...kept(load, prices),
  ...observingParts(load, prices, sampling),
  keyPart(load, prices),
];
