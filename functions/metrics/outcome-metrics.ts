import { MetricUnit, type Metrics } from '@aws-lambda-powertools/metrics';
import type { RefusalReason } from '#events/accept-entry.ts';
import type { OutcomeCounts } from '#lib/use-cases/intake/outcome-counts.ts';

/** The metric that counts the events quarantined for each reason. */
export const quarantineMetrics = {
  'unknown-type': 'QuarantinedUnknownType',
  invalid: 'QuarantinedInvalid',
  erased: 'QuarantinedErased',
  conflict: 'QuarantinedConflict',
  future: 'QuarantinedFuture',
  'too-large': 'QuarantinedTooLarge',
} as const satisfies Record<RefusalReason, string>;

/** Adds the counts of a batch. Zeros are added too, so that any two make a rate; a reason for quarantine only where it occurred. */
export const addOutcomes = (metrics: Metrics, counts: OutcomeCounts): void => {
  const always = {
    Events: counts.events,
    Duplicates: counts.duplicates,
    Quarantined: counts.quarantined,
    Changes: counts.changes,
    Conflicts: counts.conflicts,
    IdentityConflicts: counts.identityConflicts,
  };
  for (const [name, count] of Object.entries(always)) metrics.addMetric(name, MetricUnit.Count, count);
  for (const [reason, name] of Object.entries(quarantineMetrics)) {
    const count = counts.quarantinedFor[reason as RefusalReason] ?? 0;
    if (count > 0) metrics.addMetric(name, MetricUnit.Count, count);
  }
};
