import { day } from '../time/duration.ts';
import type { Instant } from '../time/instant.ts';
import { revenueOf } from './orders.ts';
import type { OrdersState } from './state.ts';

/** Four ascending thresholds for each score, which divide 1 to 5. */
export interface RfmThresholds {
  /** In days since the last order; below the first the score is 5. */
  readonly recencyDays: readonly number[];
  readonly frequency: readonly number[];
  /** In minor units of the catalogue's currency. */
  readonly monetary: readonly number[];
}

const best = 5;

/** The number of ascending thresholds that a value has reached. */
const reached = (thresholds: readonly number[], value: number): number => {
  let count = 0;
  while (count < thresholds.length && value >= (thresholds[count] as number)) count += 1;
  return count;
};

/** Whole milliseconds: a fraction of a day may not be a whole number of them. */
const lengthOf = (days: number): number => Math.round(days * day);

/** The milliseconds since the last order at which the recency score falls by one. */
export const recencyFalls = ({ recencyDays }: RfmThresholds): readonly number[] => recencyDays.map(lengthOf);

/** The recency score at some milliseconds after the last order. */
export const recencyAfter = (elapsed: number, { recencyDays }: RfmThresholds): number => {
  let score = best;
  for (const days of recencyDays) if (elapsed >= lengthOf(days)) score -= 1;
  return score;
};

/** The orders of a person who has at least one. */
export type Ordered = OrdersState & { readonly lastAt: Instant };

/** The scores of a person who has ordered, each from 1 to 5. */
export const rfmScores = {
  recency: ({ lastAt }: Ordered, thresholds: RfmThresholds, now: Instant) => recencyAfter(now - lastAt, thresholds),
  frequency: ({ count }: Ordered, { frequency }: RfmThresholds) => 1 + reached(frequency, count),
  monetary: (orders: Ordered, { monetary }: RfmThresholds) => 1 + reached(monetary, revenueOf(orders)),
};
