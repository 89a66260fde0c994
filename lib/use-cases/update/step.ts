import type { PersonKey } from '#lib/core/profile/person.ts';
import type { CustomerState } from '#lib/core/profile/state.ts';
import type { Catalogue } from '#lib/core/segments/compile/catalogue.ts';
import type { CustomerUpdate, Erasure, AppliedRow, LoadedPerson } from '#lib/ports/store/customer-store.ts';
import type { Arrival } from './arrival.ts';
import type { Stamping } from './change-rows.ts';
import type { Outcome } from './outcome.ts';

/** The values that decisions need besides the arrivals themselves. */
export interface Deciding extends Stamping {
  readonly catalogue: Catalogue;
  /** A new unique id, for the receipt of an erasure. */
  readonly newId: () => string;
}

/** The person as read, and the visitors whom the arrivals name beside them. */
export interface Reading {
  readonly own: LoadedPerson;
  readonly visitors: ReadonlyMap<PersonKey, LoadedPerson>;
}

/** One write to the store, and the outcomes that it settles: those of the first arrivals; none where all must be read again. */
export interface Step {
  readonly outcomes: readonly Outcome[];
  /**
   * Set where an earlier worker may have left something undone, which is finished first: the arrivals that were applied
   * before this reading; none for a person who was erased.
   */
  readonly again?: readonly AppliedRow[];
  readonly write?:
    | { readonly kind: 'update'; readonly update: CustomerUpdate }
    | { readonly kind: 'erasure'; readonly erasure: Erasure };
}

/** An arrival by which others may stop counting: deciding it takes the ledger. */
export interface Corrects {
  readonly corrects: Arrival;
}

/** The state of a person; undefined for one without a profile. */
export const stateOf = ({ record }: LoadedPerson): CustomerState | undefined =>
  record?.kind === 'profile' ? record.state : undefined;
