import type { PersonKey } from '#lib/core/profile/person.ts';
import type { Instant } from '#lib/core/time/instant.ts';
import { reviewCustomer } from '#lib/use-cases/review/review-customer.ts';
import type { Run } from '../replay/run.ts';
import { nextDue } from './next-due.ts';
import { standingOf } from './standing.ts';

/** The clock never goes back. */
const stand = ({ store }: Run, at: Instant): void => {
  const standing = standingOf(store);
  if (at > standing.now) store.arrivals.stand({ ...standing, now: at });
};

const reviewAt = async (run: Run, person: PersonKey, dueAt: Instant): Promise<number> => {
  run.now = dueAt;
  stand(run, dueAt);
  // A review lets time run strictly before its instant.
  const { changes } = await reviewCustomer(run.deps, person, { at: dueAt + 1 });
  return changes;
};

/**
 * Lets time pass for everybody: what is due until an instant, that included, happens in order of time, each change decided at its
 * own instant. The clock of the shop stands at each of them in turn, so that a process that ends in between goes on there.
 *
 * @param announce - called after each review.
 * @returns how many segments were entered or left.
 */
export const letTimePass = async (run: Run, until: Instant, announce: () => Promise<void>): Promise<number> => {
  let count = 0;
  const next = () => nextDue(run.store, until);
  for (let due = await next(); due !== undefined; due = await next()) {
    const { person, dueAt } = due;
    count += await run.store.batched(() => reviewAt(run, person, dueAt));
    await announce();
  }
  stand(run, until);
  return count;
};
