import { segmentDigest } from '#lib/core/members/digest.ts';
import { isMember, type Membership } from '#lib/core/members/membership.ts';
import type { MemberPage, MemberStore, PageOfMembers } from '../member-store.ts';
import { countMembers, memberRows, type MemberTable } from './member-queries.ts';
import { putMembers } from './put-members.ts';

/** The fewest rows that a call looks at, since some may be tombstones. */
const fewest = 10;

const isWanted = (membership: Membership, left: PageOfMembers['left']): boolean =>
  isMember(membership) || (left !== undefined && left.asOf < membership.expiresAt);

const readPage = async (
  table: MemberTable,
  segment: string,
  { limit, left, ...asked }: PageOfMembers,
): Promise<MemberPage> => {
  const members: Membership[] = [];
  const atOnce = (): number => Math.max(limit + 1 - members.length, fewest);
  for await (const rows of memberRows(table, { ...asked, segment, withTombstones: left !== undefined, atOnce })) {
    members.push(...rows.filter((row) => isWanted(row, left)));
    if (members.length > limit) return { members: members.slice(0, limit), next: members[limit - 1]?.person };
  }
  return { members, next: undefined };
};

/**
 * The members in a DynamoDB table of their own, which has the keys of the table of profiles, `expiresAt` as the attribute by
 * which rows expire, and no stream. Every method but `put` throws what DynamoDB throws, once the SDK has given up.
 */
export const dynamoDbMembers = (table: MemberTable): MemberStore => ({
  put: (rows) => putMembers(table, rows),
  page: (segment, asked) => readPage(table, segment, asked),
  digest: async (segment, part) => {
    const digest = segmentDigest(part);
    for await (const rows of memberRows(table, { ...part, segment, withTombstones: false })) rows.forEach(digest.add);
    return digest.shards();
  },
  counts: async (segments) => {
    const counted: [string, number][] = [];
    for (const segment of segments) counted.push([segment, await countMembers(table, segment)]);
    return new Map(counted);
  },
});
