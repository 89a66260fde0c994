import type { Catalogue } from '#lib/core/segments/compile/catalogue.ts';
import type { ReducedCounts } from '#lib/ports/store/embedded/reduced-rows.ts';
import type { OutcomeCounts } from '#lib/use-cases/intake/outcome-counts.ts';
import type { NotUnderstood } from '../understanding/understanding.ts';
import type { CountsBySegment } from './change-journal.ts';
import type { ProfileCounts } from './write-profiles.ts';

/** The result of a replay: the content of `summary.json`. */
export interface ReplaySummary extends NotUnderstood {
  /** Lines, which are `applied` + `duplicates` + `quarantined`. */
  readonly events: number;
  readonly applied: number;
  readonly duplicates: number;
  readonly quarantined: number;
  readonly identityConflicts: number;
  /** Applied events that do not count at the end, those of people who were erased left out. */
  readonly replaced: number;
  /** Events that are named by others and have not come by the end. */
  readonly unmetReplacements: number;
  readonly customers: number;
  readonly visitors: number;
  /** Entries and exits. */
  readonly changes: number;
  /** By segment, in the catalogue's order: members at the end, entries and exits. */
  readonly segments: Readonly<Record<string, { members: number; entered: number; exited: number }>>;
  /** `IdentityLinked` events whose `anonymousId` is a customer's id, which is likely a mistake. */
  readonly linksToCustomers: number;
  readonly elapsedMs: number;
  readonly eventsPerSecond: number;
}

/** The counts that a summary is made of. */
export interface Counted {
  readonly notUnderstood: NotUnderstood;
  readonly linksToCustomers: number;
  readonly tally: OutcomeCounts;
  readonly reduced: ReducedCounts;
  readonly countsBySegment: CountsBySegment;
  readonly profiles: ProfileCounts;
  readonly elapsedMs: number;
}

const unchanged = { entered: 0, exited: 0 };

/** Puts the counts of a replay together. */
export const summarise = (
  { source }: Catalogue,
  { tally, reduced, countsBySegment, profiles, elapsedMs, ...rest }: Counted,
): ReplaySummary => {
  const { events, applied, duplicates, quarantined, identityConflicts } = tally;
  const segments = source.segments.map(
    ({ key }) =>
      [key, { members: profiles.members.get(key) ?? 0, ...(countsBySegment.get(key) ?? unchanged) }] as const,
  );
  return {
    events,
    applied,
    duplicates,
    quarantined,
    identityConflicts,
    replaced: reduced.replaced,
    unmetReplacements: reduced.unmet,
    customers: profiles.customers,
    visitors: profiles.visitors,
    changes: segments.reduce((sum, [, { entered, exited }]) => sum + entered + exited, 0),
    segments: Object.fromEntries(segments),
    ...rest.notUnderstood,
    linksToCustomers: rest.linksToCustomers,
    elapsedMs: Math.round(elapsedMs),
    eventsPerSecond: elapsedMs > 0 ? Math.round((events * 1000) / elapsedMs) : 0,
  };
};
