import type { Member } from '#lib/core/members/membership.ts';
import { wholeSegment } from '#lib/core/members/shard.ts';
import { everyMember, type MemberList } from '#lib/ports/members/member-store.ts';
import type { OutgoingEntry } from '#lib/ports/publisher/change-publisher.ts';
import { readAhead } from '../insight/read-ahead.ts';
import { presentState, type Profiles } from './present-state.ts';
import { memberEntry, snapshotEntry, type PresentMember, type SnapshotOf } from './snapshot-entries.ts';

/** Who is in the segment, and where it is announced. */
export interface AnnounceDeps {
  readonly members: MemberList;
  readonly profiles: Profiles;
  /** Takes entries in order, and resolves when they are taken. */
  readonly announce: (entries: readonly OutgoingEntry[]) => Promise<void>;
}

/** What was announced. */
export interface Announced {
  /** The entries of members. */
  readonly members: number;
  /** Members who were left out, since they entered without a change that was published, and so have no `changeId`. */
  readonly quiet: number;
}

/** As many entries as EventBridge takes in one call. */
const together = 10;

type Found = PresentMember | 'quiet' | 'gone';

const find = async (profiles: Profiles, member: Member): Promise<Found> => {
  const { sequence } = member;
  if (sequence === null) return 'quiet';
  const state = await presentState(profiles, member);
  return state === undefined ? 'gone' : { member: { ...member, sequence }, state, asOf: profiles.asOf };
};

/**
 * Announces every present member of a segment, framed by `SnapshotStarted` and `SnapshotFinished`. It may run beside live
 * changes: an entry has the sequence of the change that began the membership, so that any later change wins.
 *
 * @throws whatever `announce` throws; the frame is then left open, and the whole may be announced again.
 */
export const announceMembers = async (
  { members, profiles, announce }: AnnounceDeps,
  snapshot: SnapshotOf,
): Promise<Announced> => {
  const frame = { runId: snapshot.runId, segment: snapshot.segment.key };
  await announce([snapshotEntry('SnapshotStarted', frame)]);
  const counts = { members: 0, quiet: 0 };
  let waiting: OutgoingEntry[] = [];
  const all = everyMember(members, snapshot.segment.key, wholeSegment);
  for await (const found of readAhead(all, (member) => find(profiles, member))) {
    if (found === 'quiet') counts.quiet += 1;
    if (typeof found === 'string') continue;
    counts.members += 1;
    waiting.push(memberEntry(snapshot, found));
    if (waiting.length < together) continue;
    await announce(waiting);
    waiting = [];
  }
  await announce([...waiting, snapshotEntry('SnapshotFinished', { ...frame, members: counts.members })]);
  return counts;
};
