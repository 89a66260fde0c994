import { MetricUnit, type Metrics } from '@aws-lambda-powertools/metrics';
import type { Tally } from '#lib/intake/tally.ts';

/** Adds a batch's counts, zeros too, so that a rate can be taken of any two. */
export const addTally = (metrics: Metrics, tally: Tally): void => {
  const counts = {
    Events: tally.events,
    Duplicates: tally.duplicates,
    Quarantined: tally.quarantined,
    TooLarge: tally.quarantinedFor['too-large'] ?? 0,
    Changes: tally.changes,
    Conflicts: tally.conflicts,
    IdentityConflicts: tally.identityConflicts,
  };
  for (const [name, count] of Object.entries(counts)) metrics.addMetric(name, MetricUnit.Count, count);
};
