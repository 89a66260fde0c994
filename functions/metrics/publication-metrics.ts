import { MetricUnit, type Metrics } from '@aws-lambda-powertools/metrics';
import type { Published } from '#lib/use-cases/publish/publish-changes.ts';
import type { OutboxRow } from '#lib/ports/store/customer-store.ts';
import type { Instant } from '#lib/core/time/instant.ts';
import { addLag, addUnpublished } from './lag-metrics.ts';
import { addSegments } from './segment-metrics.ts';

/** What a call to publish came to, and when. */
export interface Publication extends Published {
  /** All that were to be published. */
  readonly rows: readonly OutboxRow[];
  readonly at: Instant;
  /** The segments that are counted one by one; all of them by default. */
  readonly measured?: ReadonlySet<string> | undefined;
}

/** Adds all that is measured of a publication: how much, how fresh, of which segments, and what is left. */
export const addPublication = (metrics: Metrics, { entries, unpublished, rows, at, measured }: Publication): void => {
  metrics.addMetric('Published', MetricUnit.Count, entries);
  const left = new Set(unpublished.map(({ row }) => row));
  const published = rows.filter((row) => !left.has(row));
  addLag(metrics, published, at);
  addUnpublished(metrics, [...left], at);
  addSegments(metrics, published, measured);
};
