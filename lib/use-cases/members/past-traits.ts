import type { Member } from '#lib/core/members/membership.ts';
import type { CustomerState } from '#lib/core/profile/state.ts';
import type { CustomerStore, LoadedPerson } from '#lib/ports/store/customer-store.ts';
import { stateAt } from '../export/state-at.ts';
import { pastStates, readPast } from '../history/past-states.ts';
import { readAhead } from '../insight/read-ahead.ts';
import { listedMember, type ListedMember, type ReadTraits } from './list-members.ts';
import type { Profiles } from './present-state.ts';

/** Profiles with the events that they were made of, and the instant as of which they are read. */
export interface PastProfiles extends Profiles {
  readonly store: Pick<CustomerStore, 'load' | 'ledger' | 'visitors'>;
}

/** The person of today: the customer, of a visitor who has been linked since. */
const today = async ({ store }: PastProfiles, { person }: Member): Promise<LoadedPerson> => {
  const loaded = await store.load(person, []);
  return loaded.record?.kind === 'linked' ? store.load(loaded.record.to, []) : loaded;
};

const stateThen = async (profiles: PastProfiles, member: Member): Promise<CustomerState | undefined> => {
  const { store, catalogue, asOf } = profiles;
  const { person, record } = await today(profiles, member);
  if (record?.kind !== 'profile') return undefined;
  if (person === member.person && record.state.clock <= asOf) return stateAt(catalogue, record.state, asOf);
  const then = pastStates(catalogue, await readPast(store, person), asOf).states.get(member.person);
  return then && stateAt(catalogue, then, asOf);
};

/**
 * Lists members of the past with traits as of then, made again of the events that had arrived. Of whom no event is kept there
 * are none.
 */
export async function* membersWithPastTraits(
  members: AsyncIterable<Member>,
  profiles: PastProfiles,
  readTraits: ReadTraits,
): AsyncIterable<ListedMember> {
  const read = readAhead(members, async (member) => ({ member, state: await stateThen(profiles, member) }));
  for await (const { member, state } of read)
    yield { ...listedMember(member), traits: state === undefined ? {} : readTraits(state, profiles.asOf) };
}
