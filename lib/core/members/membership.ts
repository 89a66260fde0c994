import type { QuietChange, SegmentChange } from '../engine/decision.ts';
import type { PersonKey } from '../profile/person.ts';
import { day } from '../time/duration.ts';
import { parseInstant, type Instant } from '../time/instant.ts';
import { changeRank, type CommittedChanges } from './change-rank.ts';

/** What members and those who have left have in common. */
interface OfSegment {
  readonly person: PersonKey;
  /** The segment's key. */
  readonly segment: string;
  readonly enteredAt: Instant;
  /**
   * The sequence of the change that this is the outcome of; null where that was quiet, or of a member whose entry is no
   * longer kept. That of a quiet exit is of the person's last published change before, so that a late copy of an older entry is
   * no news to who joins late; null where there was none.
   */
  readonly sequence: number | null;
  /** That of the change: of two rows of one person and segment the one of the higher rank holds. */
  readonly rank: number;
}

/** Somebody who is in a segment. */
export interface Member extends OfSegment {
  readonly leftAt?: undefined;
}

/** A tombstone: somebody who was in a segment. */
export interface FormerMember extends OfSegment {
  readonly leftAt: Instant;
  /** When the tombstone may be forgotten. */
  readonly expiresAt: Instant;
}

/** One person and one segment, as the last change between them left it. */
export type Membership = Member | FormerMember;

/** Whether somebody is in a segment, and not a tombstone. */
export const isMember = (membership: Membership): membership is Member => membership.leftAt === undefined;

/**
 * How long a tombstone is kept after its exit was decided: longer than the 30 days for which a change that could not be
 * published waits, so that a late entry never finds its exit gone.
 */
export const tombstoneLife = 35 * day;

const membershipBy = (
  changes: CommittedChanges,
  change: QuietChange & Partial<Pick<SegmentChange, 'sequence'>>,
  place: number,
): Membership => {
  const { segment, status, enteredAt, lastSequence = null, sequence = lastSequence } = change;
  const common = {
    person: changes.person,
    segment: segment.key,
    enteredAt: parseInstant(enteredAt),
    sequence,
    rank: changeRank(changes, place),
  };
  if (status === 'entered') return common;
  const expiresAt = parseInstant(changes.decidedAt) + tombstoneLife;
  return { ...common, leftAt: parseInstant(changes.effectiveAt), expiresAt };
};

/** What each of some changes leaves behind, quiet ones too, in their order. */
export const membershipsBy = (changes: CommittedChanges): readonly Membership[] =>
  [...changes.changes, ...(changes.quiet ?? [])].map((change, place) => membershipBy(changes, change, place));

/** How changes left one person in each segment, by its key: the last of them that names a segment decides, in the order given. */
export const latestMemberships = (changes: readonly CommittedChanges[]): ReadonlyMap<string, Membership> =>
  new Map(changes.flatMap(membershipsBy).map((membership) => [membership.segment, membership]));
