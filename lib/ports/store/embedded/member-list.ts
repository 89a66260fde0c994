import type { DatabaseSync } from 'node:sqlite';
import { segmentDigest } from '#lib/core/members/digest.ts';
import type { Membership } from '#lib/core/members/membership.ts';
import type { MemberList, MemberPage } from '../../members/member-store.ts';
import { memberCounts, type StoredCounts } from './member-counts.ts';
import { segmentMemberships } from './segment-memberships.ts';
import type { Tables } from './tables.ts';

/** The first of some memberships. */
const pageOf = (memberships: Iterable<Membership>, limit: number): MemberPage => {
  const members: Membership[] = [];
  for (const membership of memberships) {
    if (members.length === limit) return { members, next: members.at(-1)?.person };
    members.push(membership);
  }
  return { members, next: undefined };
};

/**
 * The members of each segment, read from the profiles and the log of changes: both are in one file and are written together,
 * so that rows kept beside them would say the same and slow every replay down.
 *
 * @param file - of the store, where a thread can open it too.
 */
export const memberList = (
  database: DatabaseSync,
  tables: Pick<Tables, 'persons' | 'former'>,
  file: string | undefined,
): MemberList & StoredCounts => {
  const { persons } = tables;
  const memberships = segmentMemberships(database, tables);
  const stored = memberCounts(database, tables, file);

  return {
    ...stored,
    page: async (segment, { limit, ...asked }) => {
      persons.flush();
      // Finding nobody takes a look at everybody.
      if (asked.left === undefined && stored.isEmpty(segment)) return { members: [], next: undefined };
      return pageOf(memberships.of(segment, asked), limit);
    },
    digest: async (segment, part) => {
      persons.flush();
      const digest = segmentDigest(part);
      for (const member of memberships.of(segment, part)) digest.add(member);
      return digest.shards();
    },
    counts: async (segments) => {
      const found = await stored.sizes();
      return new Map(segments.map((key) => [key, found.get(key) ?? 0]));
    },
  };
};
