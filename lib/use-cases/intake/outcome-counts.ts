import type { RefusalReason } from '#events/accept-entry.ts';
import type { Outcome } from '../update/outcome.ts';

/** Counts over events that were received. */
export interface OutcomeCounts {
  /** `applied` + `duplicates` + `quarantined`; an event that was sent on is counted where it is decided. */
  events: number;
  applied: number;
  duplicates: number;
  quarantined: number;
  readonly quarantinedFor: Partial<Record<RefusalReason, number>>;
  forwarded: number;
  /** Segments entered and left, ticks included. */
  changes: number;
  /** Writes that were refused because another writer saved first. */
  conflicts: number;
  identityConflicts: number;
}

/** Counts of nothing yet. */
export const noOutcomes = (): OutcomeCounts => ({
  events: 0,
  applied: 0,
  duplicates: 0,
  quarantined: 0,
  quarantinedFor: {},
  forwarded: 0,
  changes: 0,
  conflicts: 0,
  identityConflicts: 0,
});

/** Adds one outcome to the counts. */
export const countOutcome = (counts: OutcomeCounts, outcome: Outcome): void => {
  if (outcome.kind !== 'forwarded') counts.events += 1;
  switch (outcome.kind) {
    case 'applied':
      counts.applied += 1;
      counts.changes += outcome.changes;
      if (outcome.identityConflict) counts.identityConflicts += 1;
      return;
    case 'duplicate':
      counts.duplicates += 1;
      return;
    case 'quarantined':
      counts.quarantined += 1;
      counts.quarantinedFor[outcome.refusal.reason] = (counts.quarantinedFor[outcome.refusal.reason] ?? 0) + 1;
      return;
    case 'forwarded':
      counts.forwarded += 1;
      return;
    default:
      outcome satisfies never;
  }
};
