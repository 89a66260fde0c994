import type { PersonKey } from '../profile/person.ts';
import type { CustomerState } from '../profile/state.ts';
import type { CommittedChanges } from './change-rank.ts';
import { isMember, membershipsBy, type Member, type Membership } from './membership.ts';

/** Somebody with a profile, and the changes that are kept of them: in any order, those of others among them. */
export interface ProfileWithHistory {
  readonly person: PersonKey;
  readonly state: Pick<CustomerState, 'memberships'>;
  readonly history: readonly CommittedChanges[];
}

const isLater = (one: Membership, other: Membership | undefined): boolean =>
  other === undefined || one.rank >= other.rank;

/** The entries of a person, by segment and instant. */
const entriesIn = ({ person, history }: ProfileWithHistory): ReadonlyMap<string, Member> => {
  const entries = new Map<string, Member>();
  const own = history.filter((changes) => changes.person === person).flatMap(membershipsBy);
  for (const entry of own) {
    const key = keyOf(entry);
    if (isMember(entry) && isLater(entry, entries.get(key))) entries.set(key, entry);
  }
  return entries;
};

const keyOf = ({ segment, enteredAt }: Pick<Member, 'segment' | 'enteredAt'>): string => `${segment} ${enteredAt}`;

/**
 * The memberships that a profile says somebody has, each as the change that began it left it. Where that is not kept any
 * more the sequence is null and the rank 0, so that any change that is known of takes its place.
 */
export const membersOfProfile = (profile: ProfileWithHistory): readonly Member[] => {
  const { person, state } = profile;
  const entries = entriesIn(profile);
  return Object.entries(state.memberships).map(([segment, enteredAt]): Member => {
    const unknown = { person, segment, enteredAt, sequence: null, rank: 0 };
    return entries.get(keyOf(unknown)) ?? unknown;
  });
};
