import type { Member } from '#lib/core/members/membership.ts';
import { changeIdOf, idFieldOf, type IdField } from '#lib/core/profile/person.ts';
import type { CustomerState } from '#lib/core/profile/state.ts';
import { formatInstant, type Instant } from '#lib/core/time/instant.ts';
import { readAhead } from '../insight/read-ahead.ts';
import { presentState, type Profiles } from './present-state.ts';

/** A member of a segment as plain JSON. A quiet one has no sequence. */
export type ListedMember = IdField & {
  readonly enteredAt: string;
  readonly sequence: number | null;
  readonly changeId: string | null;
  /** By path; absent where none are asked for. */
  readonly traits?: Readonly<Record<string, unknown>>;
};

/** Reads the traits that are asked for, by path, from a state at an instant. */
export type ReadTraits = (state: CustomerState, at: Instant) => Readonly<Record<string, unknown>>;

/** A member as it is listed, without traits. */
export const listedMember = ({ person, enteredAt, sequence }: Member): ListedMember => ({
  ...idFieldOf(person),
  enteredAt: formatInstant(enteredAt),
  sequence,
  changeId: sequence === null ? null : changeIdOf(person, sequence),
});

/** Lists members with traits as of now, without those who have left meanwhile. */
export async function* membersWithTraits(
  members: AsyncIterable<Member>,
  profiles: Profiles,
  readTraits: ReadTraits,
): AsyncIterable<ListedMember> {
  const read = readAhead(members, async (member) => ({ member, state: await presentState(profiles, member) }));
  for await (const { member, state } of read)
    if (state !== undefined) yield { ...listedMember(member), traits: readTraits(state, profiles.asOf) };
}
