import type { InsightRhythm } from '#lib/core/insight/rhythm.ts';
import { apiParts } from './api-parts.ts';
import { eventsIn, flowParts, type Part } from './flow-parts.ts';
import { insightParts } from './insight-parts.ts';
import { memberParts } from './member-parts.ts';
import { monthlyParts } from './monthly-parts.ts';
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
  readonly apiRequests?: number | undefined;
}

const dollarsOf = (parts: readonly Part[]): number => parts.reduce((sum, { dollars }) => sum + dollars, 0);

const perMillionOf = ({ eventsPerSecond }: Load, dollars: number): number =>
  (dollars / (eventsPerSecond * monthSeconds)) * 1e6;

/**
 * Itemises a month of 30 days in us-east-1, on demand.
 *
 * @param options - `insight`: whether everybody is passed over for insight; weekly by default, as a deployment does. `apiRequests`: to
 *   the HTTP API in the month; none by default, as a deployment without one.
 */
export const billOf = (load: Load, { insight = 'weekly', apiRequests = 0 }: BillOptions = {}): Bill => {
  const parts = [
    eventsIn(load),
    ...flowParts(load),
    ...memberParts(load),
    ...monthlyParts(load),
    ...apiParts(apiRequests),
    ...insightParts(load, insight),
  ];
  const total = dollarsOf(parts);
  return { parts, total, perMillion: perMillionOf(load, total) };
};

/** Dollars for a million events from the queue to the published change, without what producers pay and the monthly parts. */
export const flowPerMillion = (load: Load): number => perMillionOf(load, dollarsOf(flowParts(load)));
