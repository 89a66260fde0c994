import { MetricUnit, type Metrics } from '@aws-lambda-powertools/metrics';
import type { RefusalReason } from '#events/accept-entry.ts';
import type { OutcomeCounts } from '#lib/use-cases/intake/outcome-counts.ts';

/** What counts the events that were quarantined for a reason. */
export const quarantineMetrics = {
  'unknown-type': 'QuarantinedUnknownType',
  invalid: 'QuarantinedInvalid',
  erased: 'QuarantinedErased',
  conflict: 'QuarantinedConflict',
  future: 'QuarantinedFuture',
  'too-large': 'QuarantinedTooLarge',
} as const satisfies Record<RefusalReason, string>;

/** Adds a batch's counts, zeros too, so that a rate can be taken of any two; a reason for quarantine only where there was one. */
export const addTally = (metrics: Metrics, tally: OutcomeCounts): void => {
  const counts = {
    Events: tally.events,
    Duplicates: tally.duplicates,
    Quarantined: tally.quarantined,
    Changes: tally.changes,
    Conflicts: tally.conflicts,
    IdentityConflicts: tally.identityConflicts,
  };
  for (const [name, count] of Object.entries(counts)) metrics.addMetric(name, MetricUnit.Count, count);
  for (const [reason, name] of Object.entries(quarantineMetrics)) {
    const count = tally.quarantinedFor[reason as RefusalReason] ?? 0;
    if (count > 0) metrics.addMetric(name, MetricUnit.Count, count);
  }
};
