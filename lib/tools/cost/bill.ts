import type { InsightRhythm } from '#lib/core/insight/rhythm.ts';
import { apiParts } from './api-parts.ts';
import { eventsIn, flowParts, type Part } from './flow-parts.ts';
import { insightParts } from './insight-parts.ts';
import { memberParts } from './member-parts.ts';
import { monthlyParts } from './monthly-parts.ts';
import { pricesIn, usualRegion } from './prices.ts';
import type { Region } from './region-prices.ts';
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
  /** Undefined where there is no HTTP API. */
  readonly apiRequests?: number | undefined;
  readonly region?: Region | undefined;
}

const dollarsOf = (parts: readonly Part[]): number => parts.reduce((sum, { dollars }) => sum + dollars, 0);

const perMillionOf = ({ eventsPerSecond }: Load, dollars: number): number =>
  (dollars / (eventsPerSecond * monthSeconds)) * 1e6;

/**
 * Itemises a month of 30 days, on demand.
 *
 * @param options - `insight`: whether everybody is passed over for insight; weekly by default, as a deployment does. `apiRequests`: to
 *   the HTTP API in the month; by default there is none. `region`: whose prices are taken; us-east-1 by default.
 */
export const billOf = (load: Load, options: BillOptions = {}): Bill => {
  const { insight = 'weekly', apiRequests, region = usualRegion } = options;
  const prices = pricesIn(region);
  const watched = { insight: insight === 'weekly', api: apiRequests !== undefined, segments: usualSegments };
  const parts = [
    eventsIn(load, prices),
    ...flowParts(load, prices),
    ...memberParts(load, prices),
    ...monthlyParts(load, prices),
    ...watchingParts(watched, prices),
    ...apiParts(apiRequests ?? 0, prices),
    ...(watched.insight ? insightParts(load, prices) : []),
  ];
  const total = dollarsOf(parts);
  return { parts, total, perMillion: perMillionOf(load, total) };
};

/** Dollars for a million events from the queue to the published change, without what producers pay and the monthly parts. */
export const flowPerMillion = (load: Load): number =>
  perMillionOf(load, dollarsOf(flowParts(load, pricesIn(usualRegion))));
