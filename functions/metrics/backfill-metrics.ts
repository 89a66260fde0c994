import { MetricUnit, type Metrics } from '@aws-lambda-powertools/metrics';
import type { Instant } from '#lib/core/time/instant.ts';
import { estimatedEnd, shareDone } from '#lib/use-cases/backfill/estimate.ts';
import type { Pass } from '#lib/use-cases/backfill/pass.ts';

/** Adds the progress of a pass: ticks since `before`, the share done, the time left, and at its end the persons left behind. */
export const addPass = (
  metrics: Metrics,
  pass: Pass,
  { before, now }: { readonly before: Pass | undefined; readonly now: Instant },
): void => {
  metrics.addMetric('BackfillTicked', MetricUnit.Count, pass.ticked - (before?.ticked ?? 0));
  metrics.addMetric('BackfillShare', MetricUnit.Percent, 100 * shareDone(pass));
  const end = estimatedEnd(pass, now);
  if (end !== undefined) metrics.addMetric('BackfillSecondsLeft', MetricUnit.Seconds, Math.max(0, (end - now) / 1000));
  if (pass.outcome === 'superseded') return;
  if (pass.outcome !== undefined) metrics.addMetric('BackfillRemaining', MetricUnit.Count, pass.behind);
};
