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

const best = 5;

/** How many ascending thresholds a value has come to. */
const reached = (thresholds: readonly number[], value: number): number => {
  let count = 0;
  while (count < thresholds.length && value >= (thresholds[count] as number)) count += 1;
  return count;
};

/** As whole milliseconds: a part of a day need not come out as such. */
const lengthOf = (days: number): number => Math.round(days * day);

/** Milliseconds since the last order at which the recency score falls by one. */
export const recencyFalls = ({ recencyDays }: RfmThresholds): readonly number[] => recencyDays.map(lengthOf);

/** The recency score so many milliseconds after the last order. */
export const recencyAfter = (elapsed: number, { recencyDays }: RfmThresholds): number => {
  let score = best;
  for (const days of recencyDays) if (elapsed >= lengthOf(days)) score -= 1;
  return score;
};

/** What has been ordered by somebody who has. */
export type Ordered = OrdersState & { readonly lastAt: Instant };

/** Scores somebody who has ordered, each from 1 to 5. */
export const rfmScores = {
  recency: ({ lastAt }: Ordered, thresholds: RfmThresholds, now: Instant) => recencyAfter(now - lastAt, thresholds),
  frequency: ({ count }: Ordered, { frequency }: RfmThresholds) => 1 + reached(frequency, count),
  monetary: (orders: Ordered, { monetary }: RfmThresholds) => 1 + reached(monetary, revenueOf(orders)),
};
