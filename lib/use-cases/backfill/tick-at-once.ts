import type { PersonKey } from '#lib/core/profile/person.ts';
import { reviewCustomer, type ReviewDeps } from '../review/review-customer.ts';
import { ContentionError } from '../update/retry-on-conflict.ts';
import type { Ticker } from './ticker.ts';

/** A person whose ledger lacks an applied event cannot be decided again, and stays behind. */
const review = async (deps: ReviewDeps, person: PersonKey): Promise<void> => {
  try {
    await reviewCustomer(deps, person, { at: deps.now() });
  } catch (error) {
    if (!(error instanceof ContentionError)) throw error;
  }
};

/** The parts of a ticker without a queue. */
export interface AtOnceDeps extends ReviewDeps {
  /** Does the work for a few people in one transaction. */
  readonly together: <Result>(work: () => Promise<Result>) => Promise<Result>;
}

/** Reviews people at once, where there is no queue to send ticks through. */
export const tickAtOnce = (deps: AtOnceDeps): Ticker => ({
  most: 1000,
  tick: async (persons) => {
    await deps.together(async () => {
      for (const { person } of persons) await review(deps, person);
    });
    return 0;
  },
});
