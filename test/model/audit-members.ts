import { hash } from 'node:crypto';
import { isDeepStrictEqual } from 'node:util';
import { isMember, type Membership } from '#lib/core/members/membership.ts';
import { wholeSegment } from '#lib/core/members/shard.ts';
import { publicIdOf } from '#lib/core/profile/person.ts';
import { dynamoDbMembers } from '#lib/ports/members/dynamodb/dynamodb-members.ts';
import type { MemberList } from '#lib/ports/members/member-store.ts';
import type { Case } from './audit.ts';
import { dueMemberships, type DueMembership } from './memberships.ts';
import { everyRow, pairOf } from './subscriber.ts';

type Rows = ReadonlyMap<string, Membership>;

const ever = { of: 1, limit: 1000, left: { asOf: -Infinity } };

/** Each row is as the last change left its person, and there is one of each, tombstones of the erased among them. */
const auditRows = (due: ReadonlyMap<string, DueMembership>, rows: Rows): readonly string[] => [
  ...[...due].flatMap(([pair, { enteredAt, leftAt, sequence = null }]) => {
    const row = rows.get(pair);
    const found = row && { enteredAt: row.enteredAt, leftAt: row.leftAt, sequence: row.sequence };
    const right = { enteredAt, leftAt, sequence };
    return isDeepStrictEqual(found, right)
      ? []
      : [`members: ${pair} is ${JSON.stringify(found)} and not ${JSON.stringify(right)}`];
  }),
  ...[...rows.keys()].filter((pair) => !due.has(pair)).map((pair) => `members: ${pair} is there`),
];

/** The lists have whom the profiles have, since the same instant: nobody who was linked or erased. */
const auditLists = ({ world, expected }: Case, rows: Rows): readonly string[] => {
  const { keptSegments } = world.setting;
  const inProfiles = [...expected.living].flatMap(([person, { memberships }]) =>
    Object.entries(memberships)
      .filter(([segment]) => keptSegments?.has(segment) === true)
      .map(([segment, enteredAt]) => `${pairOf({ person, segment })} since ${enteredAt}`),
  );
  const inLists = [...rows.values()].filter(isMember).map((row) => `${pairOf(row)} since ${row.enteredAt}`);
  return [
    ...inProfiles.filter((one) => !inLists.includes(one)).map((one) => `members: ${one} is not in the list`),
    ...inLists.filter((one) => !inProfiles.includes(one)).map((one) => `members: ${one} is not in the profile`),
  ];
};

const digestsOf = (members: readonly DueMembership[]): readonly object[] => {
  const sums = Array.from({ length: 256 }, () => ({ members: 0, xor: 0n }));
  for (const { person, sequence } of members) {
    const id = publicIdOf(person);
    const sum = sums[Number.parseInt(hash('sha256', id).slice(0, 2), 16)];
    if (sum === undefined || sequence === undefined) continue;
    sum.members += 1;
    sum.xor ^= BigInt(`0x${hash('sha256', `${id}:${sequence}`).slice(0, 16)}`);
  }
  return sums.map(({ members: count, xor }, shard) => ({
    shard,
    members: count,
    xor: xor.toString(16).padStart(16, '0'),
  }));
};

/** A segment's digest is that of the members it must have. */
const auditDigest = async (
  due: ReadonlyMap<string, DueMembership>,
  list: MemberList,
  segment: string,
): Promise<readonly string[]> => {
  const members = [...due.values()].filter((one) => one.segment === segment && one.leftAt === undefined);
  const digest = await list.digest(segment, wholeSegment);
  return isDeepStrictEqual(digest, digestsOf(members)) ? [] : [`members: the digest of ${segment} is another`];
};

/** The lists of members are what the changes, and the profiles, say. */
export const auditMembers = async (found: Case): Promise<readonly string[]> => {
  const { membersTable, setting, published } = found.world;
  const segments = [...(setting.keptSegments ?? [])];
  const list = dynamoDbMembers({ client: membersTable.client, tableName: membersTable.tableName });
  const all = await Array.fromAsync(everyRow(list, segments, ever));
  const rows = new Map(all.map((row) => [pairOf(row), row]));
  const due = dueMemberships(found);
  const digested = segments[published.length % Math.max(1, segments.length)];
  return [
    ...(membersTable.items().length === all.length ? [] : ['members: there are rows of what is not kept']),
    ...auditRows(due, rows),
    ...auditLists(found, rows),
    ...(digested === undefined ? [] : await auditDigest(due, list, digested)),
  ];
};
