import { ContentionError } from '../update/retry-on-conflict.ts';
import { reviewCustomer, type ReviewDeps } from '../review/review-customer.ts';
import type { PersonKey } from '#lib/core/profile/person.ts';
import type { Ticker } from './ticker.ts';

/** Where an applied event is missing from the ledger, nobody can be decided anew: such a person stays behind. */
const review = async (deps: ReviewDeps, person: PersonKey): Promise<void> => {
  try {
    await reviewCustomer(deps, person, { at: deps.now() });
  } catch (error) {
    if (!(error instanceof ContentionError)) throw error;
  }
};

export interface AtOnceDeps extends ReviewDeps {
  /** Keeps what is done for a few persons in one transaction. */
  readonly together: <Result>(work: () => Promise<Result>) => Promise<Result>;
}

/** Where there is no queue: who is ticked is looked at at once. */
export const tickAtOnce = (deps: AtOnceDeps): Ticker => ({
  most: 1000,
  tick: async (persons) => {
    await deps.together(async () => {
      for (const { person } of persons) await review(deps, person);
    });
    return 0;
  },
});
