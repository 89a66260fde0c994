import { segmentDigest, type NumberedMember, type ShardDigest } from '#lib/core/members/digest.ts';
import { memberShardOf, wholeSegment } from '#lib/core/members/shard.ts';
import { publicIdOf, type PersonKey } from '#lib/core/profile/person.ts';
import type { MemberList } from '#lib/ports/members/member-store.ts';
import { membersOfShards } from './members-of-shards.ts';

/** Somebody of whom two lists of members say different things. */
export interface Difference {
  /** With `~` before a visitor's. */
  readonly id: string;
  /** The sequence of the entry by Patron's list; null where the person is not in it. */
  readonly ours: number | null;
  /** By the other list. */
  readonly theirs: number | null;
}

/** A campaign tool's own list, which can be read again, in any order; of who is there twice, the highest sequence counts. */
export type OtherList = () => AsyncIterable<NumberedMember & { readonly sequence: number }>;

/** The lists to compare. */
export interface Verification {
  readonly members: MemberList;
  readonly segment: string;
  readonly theirs: OtherList;
  /**
   * Waits before what differs is read again, since changes may be under way; undefined where nothing is, so that once is
   * enough.
   */
  readonly pause?: (() => Promise<void>) | undefined;
}

type Sequences = ReadonlyMap<PersonKey, number | null>;

const isSame = (one: ShardDigest, other: ShardDigest | undefined): boolean =>
  one.members === other?.members && one.xor === other.xor;

const differingShards = async ({ members, segment, theirs }: Verification): Promise<ReadonlySet<number>> => {
  const digest = segmentDigest(wholeSegment);
  for await (const member of theirs()) digest.add(member);
  const others = digest.shards();
  const ours = await members.digest(segment, wholeSegment);
  return new Set(ours.filter((one) => !isSame(one, others[one.shard])).map(({ shard }) => shard));
};

const theirsIn = async (theirs: OtherList, shards: ReadonlySet<number>): Promise<Sequences> => {
  const sequences = new Map<PersonKey, number>();
  for await (const { person, sequence } of theirs())
    if (shards.has(memberShardOf(person))) sequences.set(person, Math.max(sequence, sequences.get(person) ?? 0));
  return sequences;
};

const oursIn = async ({ members, segment }: Verification, shards: ReadonlySet<number>): Promise<Sequences> => {
  const sequences = new Map<PersonKey, number | null>();
  for await (const { person, sequence } of membersOfShards(members, segment, shards)) sequences.set(person, sequence);
  return sequences;
};

/** Quiet members, of whom nobody was told, are in neither. */
const differencesOf = (ours: Sequences, theirs: Sequences): readonly Difference[] =>
  [...new Set([...ours.keys(), ...theirs.keys()])]
    .map((person) => ({ id: publicIdOf(person), ours: ours.get(person), theirs: theirs.get(person) ?? null }))
    .flatMap(({ id, ours: own, theirs: other }) =>
      own === null || own === (other ?? undefined) ? [] : [{ id, ours: own ?? null, theirs: other }],
    );

const byId = (one: Difference, other: Difference): number => (one.id < other.id ? -1 : Number(one.id > other.id));

/**
 * Compares a campaign tool's list of the members of a segment with Patron's: by digests first, then person by person in the
 * shards that differ. Where there is a pause, a person counts only whom the list differs about both times, by the same
 * sequence of Patron's.
 *
 * @returns whom the lists differ about, sorted by id.
 */
export const verifyMembers = async (verification: Verification): Promise<readonly Difference[]> => {
  const shards = await differingShards(verification);
  if (shards.size === 0) return [];
  const theirs = await theirsIn(verification.theirs, shards);
  const first = differencesOf(await oursIn(verification, shards), theirs);
  if (verification.pause === undefined || first.length === 0) return first.toSorted(byId);
  await verification.pause();
  const before = new Map(first.map((difference) => [difference.id, difference.ours]));
  const second = differencesOf(await oursIn(verification, shards), theirs);
  return second.filter(({ id, ours }) => before.has(id) && before.get(id) === ours).toSorted(byId);
};
