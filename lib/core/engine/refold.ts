import type { AppliedEvent } from '../profile/fact.ts';
import { emptyState, type CustomerState } from '../profile/state.ts';
import type { Catalogue } from '../segments/compile/catalogue.ts';
import type { Instant } from '../time/instant.ts';
import { foldApplied } from './fold.ts';

/** The parts of a state that its events make, whoever decides it. */
export type Folding = Pick<CustomerState, 'profile' | 'measures'> &
  Required<Pick<CustomerState, 'applied'>> &
  Pick<CustomerState, 'id'>;

/**
 * Folds all events of a person again.
 *
 * @param events - every applied event, in any order; those that do not count are only counted.
 * @param clock - the person's clock once they are decided.
 */
export const refold = (catalogue: Catalogue, events: readonly AppliedEvent[], clock: Instant): Folding => {
  let folded = emptyState;
  for (const applied of events) folded = foldApplied(catalogue, folded, { applied, clock }).state;
  const { id, profile, measures, applied = 0 } = folded;
  return { applied, profile, measures, ...(id !== undefined && { id }) };
};
