import { noOutcomes, type OutcomeCounts } from '#lib/use-cases/intake/outcome-counts.ts';
import type { CountsBySegment } from '../change-journal.ts';
import { noProfiles, type ProfileCounts } from '../write-profiles.ts';
import type { FilledCounts } from '../filled.ts';

const addInto = <Key extends string>(sums: Partial<Record<Key, number>>, added: Partial<Record<Key, number>>): void => {
  for (const key in added) sums[key] = (sums[key] ?? 0) + (added[key] ?? 0);
};

const tallyOf = (all: readonly OutcomeCounts[]): OutcomeCounts => {
  const sum = noOutcomes();
  for (const { quarantinedFor, ...numbers } of all) {
    const { quarantinedFor: reasons, ...sums } = sum;
    addInto(sums, numbers);
    addInto(reasons, quarantinedFor);
    Object.assign(sum, sums);
  }
  return sum;
};

const bySegment = (all: readonly CountsBySegment[]): CountsBySegment => {
  const sums = new Map<string, { entered: number; exited: number }>();
  for (const [key, { entered, exited }] of all.flatMap((counts) => [...counts])) {
    const sum = sums.get(key) ?? { entered: 0, exited: 0 };
    sums.set(key, { entered: sum.entered + entered, exited: sum.exited + exited });
  }
  return sums;
};

const profilesOf = (all: readonly ProfileCounts[]): ProfileCounts => {
  const sum = noProfiles();
  for (const { customers, visitors, members } of all) {
    sum.customers += customers;
    sum.visitors += visitors;
    for (const [key, count] of members) sum.members.set(key, (sum.members.get(key) ?? 0) + count);
  }
  return sum;
};

/** Adds up what the parts have counted. */
export const countsOfAll = (parts: readonly FilledCounts[]): FilledCounts => ({
  tally: tallyOf(parts.map(({ tally }) => tally)),
  countsBySegment: bySegment(parts.map(({ countsBySegment }) => countsBySegment)),
  profiles: profilesOf(parts.map(({ profiles }) => profiles)),
  linksToCustomers: parts.reduce((sum, { linksToCustomers }) => sum + linksToCustomers, 0),
});
