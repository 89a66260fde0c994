import { advance } from '#lib/core/engine/advance.ts';
import type { CommittedChanges } from '#lib/core/members/change-rank.ts';
import { isMember, membershipsBy, type Member, type Membership } from '#lib/core/members/membership.ts';
import { publicIdOf, type PersonKey } from '#lib/core/profile/person.ts';
import type { Catalogue } from '#lib/core/segments/compile/catalogue.ts';
import { formatInstant, parseInstant, type Instant } from '#lib/core/time/instant.ts';
import { allPersons } from '#lib/ports/store/all-persons.ts';
import type { CustomerStore, ProfiledPerson } from '#lib/ports/store/customer-store.ts';

/** The profiles and the changes by which members of the past are known. */
export interface PastMembers {
  readonly store: Pick<CustomerStore, 'behind' | 'load' | 'history'>;
  readonly catalogue: Catalogue;
}

/** The changes that time alone is yet to bring until an instant, that included; only the catalogue that decided a profile knows. */
const toCome = (catalogue: Catalogue, { person, state }: ProfiledPerson, at: Instant): readonly CommittedChanges[] =>
  state.catalogue === catalogue.hash
    ? advance(catalogue, state, at + 1).changes.map((changes) => ({ ...changes, person, decidedAt: formatInstant(at) }))
    : [];

/** What the last of one person's changes of a segment left. Those of one instant are in their order already. */
const lastOf = (changes: readonly CommittedChanges[], segment: string): Membership | undefined =>
  changes
    .toSorted((one, other) => parseInstant(one.effectiveAt) - parseInstant(other.effectiveAt))
    .flatMap(membershipsBy)
    .findLast((membership) => membership.segment === segment);

const membersOf = async (
  { store, catalogue }: PastMembers,
  person: PersonKey,
  { segment, at }: { readonly segment: string; readonly at: Instant },
): Promise<readonly Member[]> => {
  const { record } = await store.load(person, []);
  if (record?.kind !== 'profile') return [];
  const history = (await Array.fromAsync(store.history(person))).filter(
    ({ effectiveAt }) => parseInstant(effectiveAt) <= at,
  );
  const all = [...history, ...toCome(catalogue, { person, state: record.state }, at)];
  const own = Map.groupBy(all, (changes) => changes.person);
  return [...own.values()]
    .map((changes) => lastOf(changes, segment))
    .filter((last) => last !== undefined && isMember(last));
};

const byId = (one: Member, other: Member): number => (publicIdOf(one.person) < publicIdOf(other.person) ? -1 : 1);

/**
 * The members of a segment as of an instant, sorted by id: by the changes that had taken effect, those that time alone is yet to
 * bring included. Visitors who have been linked since are there until they were. It reads everybody.
 */
export const membersAt = async (
  deps: PastMembers,
  asked: { readonly segment: string; readonly at: Instant },
): Promise<readonly Member[]> => {
  const members: Member[] = [];
  for await (const person of allPersons(deps.store)) members.push(...(await membersOf(deps, person, asked)));
  return members.toSorted(byId);
};
