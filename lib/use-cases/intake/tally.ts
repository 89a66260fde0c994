import type { RefusalReason } from '#events/accept-entry.ts';
import type { Outcome } from '../update/outcome.ts';

/** Counts over events that were received. */
export interface Tally {
  /** `applied` + `duplicates` + `quarantined`; what was sent on is counted where it is decided. */
  events: number;
  applied: number;
  duplicates: number;
  quarantined: number;
  readonly quarantinedFor: Partial<Record<RefusalReason, number>>;
  forwarded: number;
  /** Segments entered and left, ticks included. */
  changes: number;
  /** Writes that were refused because somebody else saved first. */
  conflicts: number;
  identityConflicts: number;
}

export const emptyTally = (): Tally => ({
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

export const countOutcome = (tally: Tally, outcome: Outcome): void => {
  if (outcome.kind !== 'forwarded') tally.events += 1;
  switch (outcome.kind) {
    case 'applied':
      tally.applied += 1;
      tally.changes += outcome.changes;
      if (outcome.identityConflict) tally.identityConflicts += 1;
      return;
    case 'duplicate':
      tally.duplicates += 1;
      return;
    case 'quarantined':
      tally.quarantined += 1;
      tally.quarantinedFor[outcome.refusal.reason] = (tally.quarantinedFor[outcome.refusal.reason] ?? 0) + 1;
      return;
    case 'forwarded':
      tally.forwarded += 1;
      return;
    default:
      outcome satisfies never;
  }
};
