import type { ShardDigest } from '#lib/core/members/digest.ts';
import { isMember, type Member, type Membership } from '#lib/core/members/membership.ts';
import type { SegmentPart } from '#lib/core/members/shard.ts';
import type { PersonKey } from '#lib/core/profile/person.ts';
import type { Instant } from '#lib/core/time/instant.ts';
import type { NotTaken } from '../sending.ts';

/** Which members of a segment a page is to hold. */
export interface PageOfMembers extends SegmentPart {
  /** Where to continue: the `next` of a page, or any person; by default at the beginning of the part. */
  readonly after?: PersonKey | undefined;
  /** The most that the page holds, from 1. */
  readonly limit: number;
  /**
   * Set to be handed tombstones too, those that have not expired at this instant: a list that is joined with live changes
   * needs them, lest a late entry brings back who has left.
   */
  readonly left?: { readonly asOf: Instant } | undefined;
}

/** A page of the members of a segment. */
export interface MemberPage {
  readonly members: readonly Membership[];
  /** The place after the last of them; undefined at the end of the part. A page before the end is full. */
  readonly next: PersonKey | undefined;
}

/**
 * The members of each segment, kept beside the profiles. One contract suite holds every implementation to these promises.
 *
 * Segments are named by their keys; of one that is not kept there is nobody. Erased people are in none of the answers but
 * the tombstones. Reading is no snapshot: a change that comes meanwhile may be seen or not, but nobody whose membership
 * stays is missed or handed out twice.
 */
export interface MemberList {
  /**
   * Reads a page of a part of a segment, quiet members among them, whose `sequence` is null. The order of people is the
   * same in each call, and so is the part that each is in; the embedded store has them sorted by `publicIdOf`.
   *
   * @throws {RangeError} for a part that there is not.
   */
  page(segment: string, asked: PageOfMembers): Promise<MemberPage>;
  /**
   * Digests a part of a segment: each of its shards, empty ones too, in order. Quiet members are not in it.
   *
   * @throws {RangeError} for a part that there is not.
   */
  digest(segment: string, part: SegmentPart): Promise<readonly ShardDigest[]>;
  /** Counts the members of each of these segments, quiet ones too. It reads all of them. */
  counts(segments: readonly string[]): Promise<ReadonlyMap<string, number>>;
}

/** A list that is written apart from the profiles. */
export interface MemberStore extends MemberList {
  /**
   * Puts rows, in any order and as often as may be: of one person and segment the row of the higher rank holds, and a row
   * of a rank that is already there changes nothing.
   *
   * @returns the rows that could not be put, each with the code of the failure. They must be put again.
   */
  put(rows: readonly Membership[]): Promise<readonly NotTaken<Membership>[]>;
}

/** Reads everybody in a part of a segment, page by page. */
export async function* everyMember(
  list: MemberList,
  segment: string,
  { part, of, ...begin }: SegmentPart & Pick<PageOfMembers, 'after'>,
): AsyncIterable<Member> {
  let { after } = begin;
  do {
    const page: MemberPage = await list.page(segment, { part, of, after, limit: pageSize });
    yield* page.members.filter(isMember);
    after = page.next;
  } while (after !== undefined);
}

/** The rows that one page holds for those who read all of them. */
const pageSize = 1000;
