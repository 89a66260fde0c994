import { isVisitor } from '#lib/core/profile/person.ts';
import type { Instant } from '#lib/core/time/instant.ts';
import type { StoredProfile } from '#lib/use-cases/export/profile-line.ts';
import { createLineFile } from './line-file.ts';
import { profileLine } from './profile-line.ts';
import type { Run } from './run.ts';

/** Numbers of profiles and members at the end of a replay. */
export interface ProfileCounts {
  customers: number;
  visitors: number;
  /** By the segment's key. */
  readonly members: Map<string, number>;
}

/** Counts before the first profile. */
export const noProfiles = (): ProfileCounts => ({ customers: 0, visitors: 0, members: new Map() });

/** Adds a profile to the counts. */
export const countProfile = (counts: ProfileCounts, { person, state }: StoredProfile): void => {
  counts[isVisitor(person) ? 'visitors' : 'customers'] += 1;
  for (const key of Object.keys(state.memberships)) counts.members.set(key, (counts.members.get(key) ?? 0) + 1);
};

/** Writes a line for each profile, as of an instant, sorted by the id, and counts them. */
export const writeProfiles = async ({ store, deps }: Run, path: string, asOf: Instant): Promise<ProfileCounts> => {
  const counts = noProfiles();
  const file = await createLineFile(path);
  try {
    for (const profile of store.profiles()) {
      file.add(profileLine(deps.catalogue, profile, asOf));
      countProfile(counts, profile);
      await file.flush();
    }
  } finally {
    await file.close();
  }
  return counts;
};
