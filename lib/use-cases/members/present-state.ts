import type { Member } from '#lib/core/members/membership.ts';
import type { CustomerState } from '#lib/core/profile/state.ts';
import type { Catalogue } from '#lib/core/segments/compile/catalogue.ts';
import type { Instant } from '#lib/core/time/instant.ts';
import type { CustomerStore } from '#lib/ports/store/customer-store.ts';

/** The profiles of members, and the instant as of which they are read. */
export interface Profiles {
  readonly store: Pick<CustomerStore, 'load'>;
  readonly catalogue: Catalogue;
  readonly asOf: Instant;
}

/**
 * A member's state as it was decided last; undefined for one who has left since the list was read.
 *
 * Whom time alone is about to take out is still there: an event that arrived before may be on its way and keep them in, and
 * then no change would tell of them again.
 */
export const presentState = async (
  { store }: Pick<Profiles, 'store'>,
  { person, segment, enteredAt }: Member,
): Promise<CustomerState | undefined> => {
  const { record } = await store.load(person, []);
  if (record?.kind !== 'profile') return undefined;
  return record.state.memberships[segment] === enteredAt ? record.state : undefined;
};
