import type { Accumulator } from '../accumulator.ts';
import type { Person } from '../person.ts';
import type { History } from './metric-periods.ts';

type Kept = { first: number | null; last: number | null };

const smaller = (one: number | null, other: number | null): number | null =>
  one === null || other === null ? (one ?? other) : Math.min(one, other);

const larger = (one: number | null, other: number | null): number | null =>
  one === null || other === null ? (one ?? other) : Math.max(one, other);

/** The history of everybody: from the first event by event time to the latest clock; undefined where there is nobody. */
export const historySpan: Accumulator<Person, Kept, History | undefined> = {
  empty: () => ({ first: null, last: null }),
  add: ({ first, last }, { state: { clock, profile } }) => ({
    first: smaller(first, profile.firstSeenAt ?? null),
    last: larger(last, clock),
  }),
  merge: (one, other) => ({ first: smaller(one.first, other.first), last: larger(one.last, other.last) }),
  result: ({ first, last }) => (last === null ? undefined : { first: first ?? last, last }),
};
