import { largestBatch } from './batches.ts';
import { changesOfPublication, rowsOfPublication, runsAt, segmentsOf } from './functions.ts';
import type { Part } from './flow-parts.ts';
import { intakeBatchesAt } from './intake-batches.ts';
import { measuredLog } from './measured-log.ts';
import { millionsAt, priceText, type Prices } from './prices.ts';
import type { TraceSampling } from './trace-sampling.ts';
import { monthSeconds, type Load } from './work.ts';

const gigabyte = 1e9;

/** Lambda samples the first run of each second of a function, and this share of its others. */
const tracedShare = 0.05;

/** The value for a count, on the line through those measured for one and for `most`. */
const between = ({ one, many }: { readonly one: number; readonly many: number }, most: number, count: number): number =>
  one + ((Math.max(1, count) - 1) * (many - one)) / (most - 1);

const updateBytes = (load: Load): number =>
  between({ one: measuredLog.update.one, many: measuredLog.update.ten }, largestBatch, intakeBatchesAt(load).size);

const publicationBytes = (load: Load): number => {
  const { one, hundred, segment } = measuredLog.publish;
  const counted = segment * segmentsOf(changesOfPublication(load));
  return between({ one, many: hundred }, 100, rowsOfPublication(load)) + counted;
};

/** Bytes of the logs of a month; a sweep is taken to write as much as an update. */
const logBytes = (load: Load): number => {
  const { update, publish, sweep } = runsAt(load);
  return (
    update.perMonth * updateBytes(load) +
    publish.perMonth * publicationBytes(load) +
    sweep.perMonth * measuredLog.update.one
  );
};

const tracedOf = (perMonth: number): number => {
  const perSecond = perMonth / monthSeconds;
  return (Math.min(perSecond, 1) + Math.max(0, perSecond - 1) * tracedShare) * monthSeconds;
};

const tracesAt = (load: Load, sampling: TraceSampling): number =>
  sampling === 'default' ? Object.values(runsAt(load)).reduce((sum, { perMonth }) => sum + tracedOf(perMonth), 0) : 0;

const formulas: Readonly<Record<TraceSampling, (price: string) => string>> = {
  producers: (price) => `none but those that producers have sampled, ${price}; "traceSampling": "default" samples more`,
  default: (price) =>
    `the first run of each second of each function and ${tracedShare * 100} % of the others (assumed) ${price}`,
  off: () => 'none with "traceSampling": "off"',
};

/** What a month costs for what functions write down. */
export const observingParts = (load: Load, prices: Prices, sampling: TraceSampling): readonly Part[] => [
  {
    name: 'logs',
    dollars: (logBytes(load) / gigabyte) * prices.logGigabyte,
    formula: `${Math.round(updateBytes(load))} bytes an update and ${Math.round(publicationBytes(load))} a publication x ${priceText(prices.logGigabyte)} per GB, as measured, but for the segments of a publication (assumed)`,
  },
  {
    name: 'traces',
    dollars: tracesAt(load, sampling) * prices.trace,
    formula: formulas[sampling](millionsAt(prices, 'trace')),
  },
];
