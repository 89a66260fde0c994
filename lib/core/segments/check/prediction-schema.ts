import * as z from 'zod/mini';
import { isInstant } from '#events/forms/instant.ts';
import { isRecord } from '#events/is-record.ts';
import { day, parseDuration } from '../../time/duration.ts';
import { percentilePaths } from '../language/percentile.ts';
import { checkedBy, objectCheck, type Found } from './chosen.ts';
import { closed } from './closed.ts';
import { duration, textOf } from './operator-schema.ts';

const numberAbove = (least: number) => {
  const rule = `a number above ${least}`;
  return z.number(rule).check(z.gt(least, rule));
};

const regularityRule = 'a whole number from 1 to 4';

/** The model of orders. */
const orderParameters = closed({
  k: z.int(regularityRule).check(z.gte(1, regularityRule), z.lte(4, regularityRule)),
  r: numberAbove(0),
  alpha: numberAbove(0),
  a: numberAbove(0),
  b: numberAbove(0),
});

/** The model of spend: its mean is finite for a `q` above 1 alone. */
const spendParameters = closed({ p: numberAbove(0), q: numberAbove(1), v: numberAbove(0) });

const tierFaults = ({ high, medium }: Readonly<Record<string, unknown>>): readonly Found[] =>
  typeof high === 'number' && typeof medium === 'number' && high < medium
    ? [{ path: ['high'], message: `at least "medium", which is ${medium}` }]
    : [];

const tiers = closed(
  { high: z.number('a number'), medium: z.number('a number') },
  { checks: [objectCheck(tierFaults)] },
);

/** The percentiles 1 to 99. */
const percentiles = 99;

const percentileFault = (value: unknown, before: unknown): string | undefined => {
  if (typeof value !== 'number' || !Number.isFinite(value)) return 'a number';
  return typeof before === 'number' && value < before ? `at least the one before, which is ${before}` : undefined;
};

const quantileFaults = (value: unknown): readonly Found[] => {
  if (!Array.isArray(value)) return [{ path: [], message: `a list of ${percentiles} numbers` }];
  if (value.length !== percentiles) {
    const message = `a list of ${percentiles} numbers, that of the percentile P at index P - 1: it has ${value.length}`;
    return [{ path: [], message }];
  }
  return value.flatMap((number: unknown, index) => {
    const message = percentileFault(number, value[index - 1]);
    return message === undefined ? [] : [{ path: [index], message }];
  });
};

/** The percentiles of one trait, which do not fall. */
export const quantileList = checkedBy(quantileFaults);

const quantiles = closed(Object.fromEntries(percentilePaths.map((path) => [path, z.optional(quantileList)])));

const year = 365 * day;

const unitRule = 'a duration above zero, such as P7D';

/** More than a shop's best customer ever could: the expected orders of a year are a sum of as many terms as there are gaps in it. */
const mostGaps = 100_000;

/** Forecasts of other models would not end in time. */
const gapFaults = ({ timeUnit, orders }: Readonly<Record<string, unknown>>): readonly Found[] => {
  const { r, alpha } = isRecord(orders) ? orders : {};
  const unit = typeof timeUnit === 'string' ? parseDuration(timeUnit) : undefined;
  if (typeof r !== 'number' || typeof alpha !== 'number' || !unit) return [];
  const least = (r * year) / unit / mostGaps;
  const message = `at least ${least}: below, r / alpha is more than ${mostGaps} gaps between orders in 365 days`;
  return alpha < least ? [{ path: ['orders', 'alpha'], message }] : [];
};

const asOfRule = 'an instant with Z or an offset, such as 2026-11-01T00:00:00Z';

/** A fitted model, as `patron fit` writes it. */
export const predictionSchema = closed(
  {
    modelId: textOf('a text that names the model'),
    asOf: z.string(asOfRule).check(z.refine(isInstant, asOfRule)),
    timeUnit: duration.check(z.refine((text) => parseDuration(text) !== 0, unitRule)),
    orders: orderParameters,
    spend: z.optional(spendParameters),
    tiers: z.optional(tiers),
    quantiles: z.optional(quantiles),
    fit: z.optional(z.unknown()),
    quality: z.optional(z.unknown()),
    warnings: z.optional(z.unknown()),
  },
  { notes: true, checks: [objectCheck(gapFaults)] },
);
