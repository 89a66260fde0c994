import { MetricUnit, type Metrics } from '@aws-lambda-powertools/metrics';
import type { OutboxRow } from '#lib/store/customer-store.ts';
import { parseInstant, type Instant } from '#lib/time/instant.ts';

const longest = (metrics: Metrics, name: string, lags: readonly number[]): void => {
  if (lags.length > 0) metrics.addMetric(name, MetricUnit.Milliseconds, Math.max(0, ...lags));
};

/**
 * Adds how long the oldest change of a batch took to be published: since its event's arrival (`Lag`), or since the
 * instant at which time alone brought it (`TimerLag`).
 */
export const addLag = (metrics: Metrics, rows: readonly OutboxRow[], publishedAt: Instant): void => {
  const changes = rows.filter((row) => 'effectiveAt' in row);
  const lagsOf = (timer: boolean) =>
    changes
      .filter(({ origin }) => (origin === 'timer') === timer)
      .map(({ effectiveAt }) => publishedAt - parseInstant(effectiveAt));
  longest(metrics, 'Lag', lagsOf(false));
  longest(metrics, 'TimerLag', lagsOf(true));
};
