import { countsOnArrival, namedBefore, type Arrival, type Heard } from './arrival.ts';
import type { AppliedCounts } from './outcome.ts';

/** What an arrival itself adds to the counts of corrections: it may not count, and may be one that others had named. */
export const settlingOf = (heard: Heard, arrival: Arrival): Pick<AppliedCounts, 'replaced' | 'unmet'> => ({
  replaced: countsOnArrival(heard, arrival) ? 0 : 1,
  unmet: namedBefore(heard, arrival) === undefined ? 0 : -1,
});
