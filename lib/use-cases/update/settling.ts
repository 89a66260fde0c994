import { countsOnArrival, namedBefore, type Arrival, type Heard } from './arrival.ts';
import type { Outcome } from './outcome.ts';

/** What an outcome tells of corrections. */
export type Settling = Pick<Extract<Outcome, { readonly kind: 'applied' }>, 'replaced' | 'unmet'>;

const nothing: Settling = {};

/** What an arrival that puts nothing right tells of corrections: that it does not count, and that it had been named. */
export const settlingOf = (heard: Heard, arrival: Arrival): Settling => {
  if (countsOnArrival(heard, arrival)) return nothing;
  return { replaced: 1, ...(namedBefore(heard, arrival) && { unmet: -1 }) };
};
