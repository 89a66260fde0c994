import type { Member } from '#lib/core/members/membership.ts';
import type { CustomerState } from '#lib/core/profile/state.ts';
import type { Catalogue } from '#lib/core/segments/compile/catalogue.ts';
import type { Instant } from '#lib/core/time/instant.ts';
import type { CustomerStore } from '#lib/ports/store/customer-store.ts';
import { stateAt } from '../export/state-at.ts';

/** The profiles of members, and the instant as of which they are read. */
export interface Profiles {
  readonly store: Pick<CustomerStore, 'load'>;
  readonly catalogue: Catalogue;
  readonly asOf: Instant;
}

/** A member's state as of now; undefined for one who has left since the list was read, or whom time has taken out. */
export const presentState = async (
  { store, catalogue, asOf }: Profiles,
  { person, segment, enteredAt }: Member,
): Promise<CustomerState | undefined> => {
  const { record } = await store.load(person, []);
  if (record?.kind !== 'profile') return undefined;
  const state = stateAt(catalogue, record.state, asOf);
  return state.memberships[segment] === enteredAt ? state : undefined;
};
