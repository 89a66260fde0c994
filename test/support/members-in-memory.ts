import { segmentDigest } from '#lib/core/members/digest.ts';
import type { Membership } from '#lib/core/members/membership.ts';
import { memberShardOf, shardsIn, type SegmentPart } from '#lib/core/members/shard.ts';
import { publicIdOf } from '#lib/core/profile/person.ts';
import type { ForgottenPage, MemberRows } from '#lib/ports/members/member-rows.ts';
import type { MemberPage, MemberStore, PageOfMembers } from '#lib/ports/members/member-store.ts';
import type { StorePart } from '#lib/ports/store/customer-store.ts';

const idOf = ({ person }: Membership): string => publicIdOf(person);

const byId = (one: Membership, other: Membership): number => (idOf(one) < idOf(other) ? -1 : 1);

/** The plainest list of members that keeps what the port promises: a map of rows. */
export class MembersInMemory implements MemberStore, MemberRows {
  readonly #rows = new Map<string, Membership>();

  async put(rows: readonly Membership[]): Promise<readonly []> {
    for (const row of rows) {
      const key = `${row.segment} ${row.person}`;
      if ((this.#rows.get(key)?.rank ?? -1) < row.rank) this.#rows.set(key, row);
    }
    return [];
  }

  #in(segment: string, part: SegmentPart): readonly Membership[] {
    const shards = new Set(shardsIn(part));
    const rows = [...this.#rows.values()].filter(
      (row) => row.segment === segment && shards.has(memberShardOf(row.person)),
    );
    return rows.toSorted(byId);
  }

  async page(segment: string, { after, limit, left, ...part }: PageOfMembers): Promise<MemberPage> {
    const rest = this.#in(segment, part)
      .filter((row) => row.leftAt === undefined || (left !== undefined && left.asOf < row.expiresAt))
      .filter((row) => after === undefined || idOf(row) > publicIdOf(after));
    const members = rest.slice(0, limit);
    return { members, next: rest.length > limit ? members.at(-1)?.person : undefined };
  }

  async digest(segment: string, part: SegmentPart) {
    const digest = segmentDigest(part);
    for (const row of this.#in(segment, part)) if (row.leftAt === undefined) digest.add(row);
    return digest.shards();
  }

  async counts(segments: readonly string[]) {
    const rows = [...this.#rows.values()].filter(({ leftAt }) => leftAt === undefined);
    return new Map(segments.map((key) => [key, rows.filter(({ segment }) => segment === key).length]));
  }

  /** All rows are in the first part. */
  async forget(segments: 'all' | readonly string[], { index }: StorePart): Promise<ForgottenPage> {
    if (index > 0) return { rows: 0, forgotten: 0, next: undefined };
    const rows = this.#rows.size;
    for (const [key, { segment }] of this.#rows) {
      if (segments === 'all' || segments.includes(segment)) this.#rows.delete(key);
    }
    return { rows, forgotten: rows - this.#rows.size, next: undefined };
  }
}
