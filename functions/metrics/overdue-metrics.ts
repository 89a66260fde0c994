import type { Instant } from '#lib/core/time/instant.ts';
import type { DuePerson } from '#lib/ports/store/customer-store.ts';
import type { SweepDeps } from '#lib/use-cases/review/sweep-due.ts';

type DueStore = SweepDeps['store'];

/**
 * Wraps a store so that listing the due persons also notes the earliest due instant. A person stays listed until the tick
 * was applied, so `overdueAt` measures how late timers are, whether the sweep lags or what comes after it.
 *
 * `overdueAt` returns milliseconds; 0 where no one is due.
 */
export const noteEarliest = (store: DueStore): { store: DueStore; overdueAt: (now: Instant) => number } => {
  let earliest = Infinity;
  const noted = async function* (until: Instant): AsyncIterable<DuePerson> {
    for await (const person of store.due(until)) {
      earliest = Math.min(earliest, person.dueAt);
      yield person;
    }
  };
  return { store: { due: noted }, overdueAt: (now) => Math.max(0, now - earliest) };
};
