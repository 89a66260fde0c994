import type { Member } from '#lib/core/members/membership.ts';
import { memberShardOf, shardsIn, type SegmentPart } from '#lib/core/members/shard.ts';
import { everyMember, type MemberList } from '#lib/ports/members/member-store.ts';

/** The most parts that a segment is read in. */
const parts = 16;

async function* everyMemberOf(list: MemberList, segment: string, some: readonly SegmentPart[]): AsyncIterable<Member> {
  for (const part of some) yield* everyMember(list, segment, part);
}

/** Reads the members in some shards of a segment. */
export async function* membersOfShards(
  list: MemberList,
  segment: string,
  shards: ReadonlySet<number>,
): AsyncIterable<Member> {
  const all = Array.from({ length: parts }, (_, part): SegmentPart => ({ part, of: parts }));
  const asked = all.filter((part) => shardsIn(part).some((shard) => shards.has(shard)));
  for await (const member of everyMemberOf(list, segment, asked))
    if (shards.has(memberShardOf(member.person))) yield member;
}
