import type { InsightRhythm } from '#lib/core/insight/rhythm.ts';
import { apiParts } from './api-parts.ts';
import { eventsIn, flowParts, type Part } from './flow-parts.ts';
import { insightParts } from './insight-parts.ts';
import { intakeParts } from './intake-parts.ts';
import { memberParts } from './member-parts.ts';
import type { Members } from './measured-times.ts';
import { monthlyParts } from './monthly-parts.ts';
import { pricesIn, usualRegion } from './prices.ts';
import type { Region } from './region-prices.ts';
import type { TraceSampling } from './trace-sampling.ts';
import { usualSegments, watchingParts } from './watching-parts.ts';
import { monthSeconds, type Load } from './work.ts';

/** A month's cost, itemised. */
export interface Bill {
  readonly parts: readonly Part[];
  /** The sum of all parts, in dollars a month. */
  readonly total: number;
  /** Dollars for a million events, all parts included. */
  readonly perMillion: number;
}

/** What a deployment does beside its events. */
export interface BillOptions {
  readonly insight?: InsightRhythm | undefined;
  readonly members?: Members | undefined;
  readonly traceSampling?: TraceSampling | undefined;
  /** Undefined where there is no HTTP API. */
  readonly apiRequests?: number | undefined;
  readonly region?: Region | undefined;
}

/** A deployment without lists of members and the HTTP API, which it may do without. */
export const plainly = (options: BillOptions): BillOptions => ({ ...options, members: 'none', apiRequests: undefined });

/** And without passes for insight. */
export const mostPlainly = (options: BillOptions): BillOptions => ({ ...plainly(options), insight: 'off' });

const dollarsOf = (parts: readonly Part[]): number => parts.reduce((sum, { dollars }) => sum + dollars, 0);

const perMillionOf = ({ eventsPerSecond }: Load, dollars: number): number =>
  (dollars / (eventsPerSecond * monthSeconds)) * 1e6;

const partsOf = (load: Load, { insight = 'weekly', members = 'all', ...options }: BillOptions): readonly Part[] => {
  const { traceSampling = 'producers', apiRequests, region = usualRegion } = options;
  const prices = pricesIn(region);
  const has = { insight: insight === 'weekly', members: members === 'all', api: apiRequests !== undefined };
  return [
    eventsIn(load, prices),
    ...intakeParts(load, prices),
    ...flowParts(load, prices, members),
    ...(has.members ? memberParts(load, prices) : []),
    ...monthlyParts(load, prices, traceSampling),
    ...watchingParts({ ...has, stream: load.intake === 'stream', segments: usualSegments }, prices),
    ...apiParts(apiRequests ?? 0, prices),
    ...(has.insight ? insightParts(load, prices, members) : []),
  ];
};

/**
 * Itemises a month of 30 days, on demand.
 *
 * @param options - `insight`: whether everybody is passed over for insight; weekly by default, as a deployment does. `members`: whether
 *   lists of members are kept; all by default. `traceSampling`: as the deployment is set; what producers have sampled by default.
 *   `apiRequests`: to the HTTP API in the month; by default there is none. `region`: whose prices are taken; us-east-1 by default.
 */
export const billOf = (load: Load, options: BillOptions = {}): Bill => {
  const parts = partsOf(load, options);
  const total = dollarsOf(parts);
  return { parts, total, perMillion: perMillionOf(load, total) };
};

/** Dollars for a million events from where they wait to the published change, without what producers pay and the monthly parts. */
export const flowPerMillion = (load: Load): number => {
  const prices = pricesIn(usualRegion);
  return perMillionOf(load, dollarsOf([...intakeParts(load, prices), ...flowParts(load, prices)]));
};
