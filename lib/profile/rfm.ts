import { day } from '../time/duration.ts';
import type { Instant } from '../time/instant.ts';
import { revenueOf } from './orders.ts';
import type { OrdersState } from './state.ts';

/** Four ascending thresholds each, from score 1 to score 5. */
export interface RfmThresholds {
  /** In days since the last order; below the first is a 5. */
  readonly recencyDays: readonly number[];
  readonly frequency: readonly number[];
  /** In minor units of the catalogue's currency. */
  readonly monetary: readonly number[];
}

/** Recency, frequency and monetary score, each 1 to 5. */
export interface Rfm {
  readonly recency: number;
  readonly frequency: number;
  readonly monetary: number;
}

const reached = (thresholds: readonly number[], value: number): number =>
  thresholds.filter((threshold) => value >= threshold).length;

/** Days as whole milliseconds: a part of a day need not come out as such. */
const lengths = (days: readonly number[]): readonly number[] => days.map((number) => Math.round(number * day));

/** Scores somebody who has ordered; undefined before the first order. */
export const rfmAt = (orders: OrdersState | undefined, thresholds: RfmThresholds, now: Instant): Rfm | undefined => {
  if (orders?.lastAt === undefined) return undefined;
  return {
    recency: 5 - reached(lengths(thresholds.recencyDays), now - orders.lastAt),
    frequency: 1 + reached(thresholds.frequency, orders.count),
    monetary: 1 + reached(thresholds.monetary, revenueOf(orders)),
  };
};

/** The instants at which the recency score falls. */
export const recencyFalls = (orders: OrdersState | undefined, { recencyDays }: RfmThresholds): readonly Instant[] => {
  const lastAt = orders?.lastAt;
  return lastAt === undefined ? [] : lengths(recencyDays).map((length) => lastAt + length);
};
