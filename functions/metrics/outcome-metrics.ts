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
  unusable: 'QuarantinedUnusable',
} as const satisfies Record<RefusalReason, string>;

/** The counts of what is put right. */
const correctionCounts = ({ replaced, namedAhead, namesMet }: OutcomeCounts): Readonly<Record<string, number>> => ({
  Replaced: replaced,
  NamedAhead: namedAhead,
  NamesMet: namesMet,
});

const quarantineCounts = ({ quarantinedFor }: OutcomeCounts): Readonly<Record<string, number>> =>
  Object.fromEntries(
    Object.entries(quarantineMetrics).map(([reason, name]) => [name, quarantinedFor[reason as RefusalReason] ?? 0]),
  );

/**
 * Adds the counts of a batch, but for zeros: each would be paid for in every run, as bytes of the log. Whoever makes a rate of two
 * fills them in.
 */
export const addOutcomes = (metrics: Metrics, counts: OutcomeCounts): void => {
  const all = {
    Events: counts.events,
    Duplicates: counts.duplicates,
    Quarantined: counts.quarantined,
    Changes: counts.changes,
    Conflicts: counts.conflicts,
    IdentityConflicts: counts.identityConflicts,
    ...quarantineCounts(counts),
    ...correctionCounts(counts),
  };
  for (const [name, count] of Object.entries(all)) if (count > 0) metrics.addMetric(name, MetricUnit.Count, count);
};
