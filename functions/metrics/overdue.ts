import type { SweepDeps } from '#lib/use-cases/review/sweep-due.ts';
import type { DuePerson } from '#lib/ports/store/customer-store.ts';
import type { Instant } from '#lib/core/time/instant.ts';

type DueStore = SweepDeps['store'];

/**
 * A store that lists who is due as `store` does and notes the earliest instant on the way. A person stays listed until the
 * tick was taken, so that `overdueAt` tells how late timers are, whether it is the sweep that lags or what comes after it.
 *
 * `overdueAt` gives milliseconds; 0 where nobody is due.
 */
export const notingEarliest = (store: DueStore): { store: DueStore; overdueAt: (now: Instant) => number } => {
  let earliest = Infinity;
  const noted = async function* (until: Instant): AsyncIterable<DuePerson> {
    for await (const person of store.due(until)) {
      earliest = Math.min(earliest, person.dueAt);
      yield person;
    }
  };
  return { store: { due: noted }, overdueAt: (now) => Math.max(0, now - earliest) };
};
