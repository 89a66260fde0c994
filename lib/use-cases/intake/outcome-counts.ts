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
  /** Applied events that do not count from then on: those that stopped counting, and those that did not when they came. */
  replaced: number;
  /** Events that were named before they came, and those of them that came. */
  namedAhead: number;
  namesMet: number;
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
  replaced: 0,
  namedAhead: 0,
  namesMet: 0,
});

const countApplied = (counts: OutcomeCounts, outcome: Extract<Outcome, { kind: 'applied' }>): void => {
  const { changes, identityConflict = false, replaced = 0, unmet = 0 } = outcome;
  counts.applied += 1;
  counts.changes += changes;
  counts.identityConflicts += Number(identityConflict);
  counts.replaced += replaced;
  counts.namedAhead += Math.max(unmet, 0);
  counts.namesMet += Math.max(-unmet, 0);
};

/** Adds one outcome to the counts. */
export const countOutcome = (counts: OutcomeCounts, outcome: Outcome): void => {
  if (outcome.kind !== 'forwarded') counts.events += 1;
  switch (outcome.kind) {
    case 'applied':
      countApplied(counts, outcome);
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
