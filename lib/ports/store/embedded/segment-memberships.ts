import type { DatabaseSync } from 'node:sqlite';
import { membersOfProfile } from '#lib/core/members/members-of-profile.ts';
import { isMember, latestMemberships, type FormerMember, type Membership } from '#lib/core/members/membership.ts';
import { memberShardOf, shardsIn, type SegmentPart } from '#lib/core/members/shard.ts';
import type { PersonKey } from '#lib/core/profile/person.ts';
import type { PageOfMembers } from '../../members/member-store.ts';
import { segmentPeople, type SegmentPerson } from './segment-people.ts';
import type { Tables } from './tables.ts';

/** Who is in a part, told by their shards. */
const isInPart = (part: SegmentPart): ((person: PersonKey) => boolean) => {
  const shards = new Set(shardsIn(part));
  return part.of === 1 ? () => true : (person) => shards.has(memberShardOf(person));
};

const isWanted = (membership: Membership, left: PageOfMembers['left']): boolean =>
  isMember(membership) || (left !== undefined && left.asOf < membership.expiresAt);

/** Reads the memberships of a segment from the profiles, the log of changes and the tombstones of the erased. */
export const segmentMemberships = (database: DatabaseSync, { former }: Pick<Tables, 'former'>) => {
  const people = segmentPeople(database);

  const formerOf = (segment: string, person: PersonKey): FormerMember | undefined => {
    const last = latestMemberships(people.changes(person, segment)).get(segment) ?? former.one(person, segment);
    return last === undefined || isMember(last) ? undefined : last;
  };

  const membershipOf = (segment: string, { person, enteredAt }: SegmentPerson): Membership | undefined => {
    if (enteredAt === null) return formerOf(segment, person);
    const history = people.changes(person, segment);
    return membersOfProfile({ person, state: { memberships: { [segment]: enteredAt } }, history })[0];
  };

  return {
    /** The members of a part of a segment by public id, and those who have left where they are asked for. */
    *of(segment: string, { after, left, ...part }: Omit<PageOfMembers, 'limit'>): Iterable<Membership> {
      const isOwn = isInPart(part);
      for (const found of people.of(segment, left === undefined ? 'members' : 'all', after)) {
        const membership = isOwn(found.person) ? membershipOf(segment, found) : undefined;
        if (membership !== undefined && isWanted(membership, left)) yield membership;
      }
    },
  };
};
