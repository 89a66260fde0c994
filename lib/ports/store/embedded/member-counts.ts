import type { DatabaseSync } from 'node:sqlite';
import { hourOf, type HourCount } from '#lib/core/members/change-counts.ts';
import type { Instant } from '#lib/core/time/instant.ts';
import type { MemberCounts } from '../../members/member-counts.ts';
import { latestCounts } from './counting/latest-counts.ts';
import { profileCounts, type ProfileCounts } from './counting/profile-counts.ts';
import { WholeCount, type KeptLog } from './counting/whole-count.ts';
import type { Tables } from './tables.ts';

/** Everything that is counted of a store. */
export interface AllCounts {
  readonly log: KeptLog;
  readonly profiles: ProfileCounts;
}

/** The counts of a store on this machine. */
export interface StoredCounts extends MemberCounts {
  /** The exact number of profiles. */
  people(): Promise<number>;
  /** The number of members of each segment that has any. */
  sizes(): Promise<ReadonlyMap<string, number>>;
  /** Whether a segment is known to have no members; that it has none may be unknown until sizes are asked for. */
  isEmpty(segment: string): boolean;
  /** Everything, as soon as it is counted. */
  all(): Promise<AllCounts>;
  /** Takes what was counted before, of the store as it is. */
  resume(counts: AllCounts): void;
  /** Call it when a transaction was rolled back. */
  rolledBack(): void;
  /** Ends what is under way. */
  endCounting(): void;
}

/**
 * The sizes of segments, and who came and went, from the profiles and the log of changes: files of earlier versions have all of it.
 *
 * @param file - of the store, where a thread can open it too.
 */
export const memberCounts = (
  database: DatabaseSync,
  { persons }: Pick<Tables, 'persons'>,
  file: string | undefined,
): StoredCounts => {
  const whole = new WholeCount(database, file);
  const latest = latestCounts(database);
  const profiles = profileCounts(database);

  const isCounted = async (): Promise<boolean> => {
    persons.flush();
    return whole.isAtHand();
  };

  const hoursOf = async (segment: string, from: Instant): Promise<readonly HourCount[]> => {
    const newest = (await isCounted()) ? undefined : await latest(from);
    return newest === undefined ? whole.hoursOf(segment) : newest.hoursOf(segment);
  };

  const counted = () => {
    persons.flush();
    return profiles.counts();
  };

  return {
    counted: async (segment, from, to) => {
      const [first, last] = [hourOf(from), hourOf(to)];
      return (await hoursOf(segment, from)).filter(({ hour }) => hour >= first && hour <= last);
    },
    isCounted,
    size: async (segment) => (await counted()).members.get(segment) ?? 0,
    people: async () => (await counted()).people,
    sizes: async () => (await counted()).members,
    isEmpty: (segment) => profiles.atHand()?.members.has(segment) === false,
    all: async () => ({ profiles: await counted(), log: await whole.all() }),
    resume: ({ log, profiles: found }) => {
      whole.resume(log);
      profiles.resume(found);
    },
    rolledBack: () => whole.rolledBack(),
    endCounting: () => whole.end(),
  };
};
