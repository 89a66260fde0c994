import { MetricUnit, type Metrics } from '@aws-lambda-powertools/metrics';
import { parseInstant, type Instant } from '#lib/core/time/instant.ts';
import type { OutboxRow } from '#lib/ports/store/customer-store.ts';
import { freshnessMetrics, freshnessOf, promisedMs, type Freshness } from './freshness-objective.ts';

const lagNames: Readonly<Record<Freshness, string>> = { change: 'Lag', timer: 'TimerLag' };

/**
 * Adds the delay of each published row, since its event's arrival (`Lag`) or since the instant at which time alone caused
 * it (`TimerLag`), and counts its changes as in time or late. Rows of quiet changes alone, which are published to nobody, have no delay.
 */
export const addLag = (metrics: Metrics, published: readonly OutboxRow[], publishedAt: Instant): void => {
  const counts = new Map<string, number>();
  const changes = published.filter((row) => row.kind === 'changes').filter((row) => row.changes.length > 0);
  for (const row of changes) {
    const kind = freshnessOf(row.origin);
    if (kind === undefined) continue;
    const lag = Math.max(0, publishedAt - parseInstant(row.effectiveAt));
    metrics.addMetric(lagNames[kind], MetricUnit.Milliseconds, lag);
    const { inTime, late } = freshnessMetrics[kind];
    const isLate = lag > promisedMs[kind];
    // A share of late ones is made of both, also where all were late.
    counts.set(inTime, (counts.get(inTime) ?? 0) + (isLate ? 0 : row.changes.length));
    if (isLate) counts.set(late, (counts.get(late) ?? 0) + row.changes.length);
  }
  for (const [name, count] of counts) metrics.addMetric(name, MetricUnit.Count, count);
};

/** Adds the age since its decision of the oldest row that could not be published; nothing where there is none. */
export const addUnpublished = (metrics: Metrics, unpublished: readonly OutboxRow[], now: Instant): void => {
  if (unpublished.length === 0) return;
  const ages = unpublished.map((row) => now - parseInstant(row.kind === 'changes' ? row.decidedAt : row.erasedAt));
  metrics.addMetric('OldestUnpublished', MetricUnit.Milliseconds, Math.max(0, ...ages));
};
