import { eventsIn, flowParts, type Part } from './flow-parts.ts';
import { standingParts } from './standing-parts.ts';
import { monthSeconds, type Load } from './work.ts';

/** What a month costs. */
export interface Bill {
  readonly parts: readonly Part[];
  /** Of all parts, dollars a month. */
  readonly total: number;
  /** Dollars for a million events, everything included. */
  readonly perMillion: number;
}

const dollarsOf = (parts: readonly Part[]): number => parts.reduce((sum, { dollars }) => sum + dollars, 0);

const perMillionOf = ({ eventsPerSecond }: Load, dollars: number): number =>
  (dollars / (eventsPerSecond * monthSeconds)) * 1e6;

/** The bill of a month of 30 days, in us-east-1, on demand. */
export const billOf = (load: Load): Bill => {
  const parts = [eventsIn(load), ...flowParts(load), ...standingParts(load)];
  const total = dollarsOf(parts);
  return { parts, total, perMillion: perMillionOf(load, total) };
};

/** Dollars for a million events from the queue to the published change, beside what producers pay and what stands and watches. */
export const flowPerMillion = (load: Load): number => perMillionOf(load, dollarsOf(flowParts(load)));
