import { MetricUnit, type Metrics } from '@aws-lambda-powertools/metrics';
import type { Instant } from '#lib/core/time/instant.ts';
import type { OutboxRow } from '#lib/ports/store/customer-store.ts';
import { isHeldBack } from '#lib/use-cases/publish/entries.ts';
import type { Published } from '#lib/use-cases/publish/publish-changes.ts';
import { addLag, addUnpublished } from './lag-metrics.ts';
import { addSegments } from './segment-metrics.ts';

/** The outcome of one call to publish. */
export interface Publication extends Published {
  /** All rows of the call, published or not. */
  readonly rows: readonly OutboxRow[];
  readonly at: Instant;
  /** The segments that are counted one by one; all of them by default. */
  readonly measured?: ReadonlySet<string> | undefined;
}

/**
 * Adds the metrics of a publication: how many entries, how fresh, of which segments, and what is left. Changes that are held
 * back are neither fresh nor late, and no jump of a segment; they are counted apart, where there are any.
 */
export const addPublication = (metrics: Metrics, publication: Publication): void => {
  const { entries, heldBack, unpublished, rows, at, measured } = publication;
  if (entries > 0) metrics.addMetric('Published', MetricUnit.Count, entries);
  if (heldBack > 0) metrics.addMetric('HeldBack', MetricUnit.Count, heldBack);
  const left = new Set(unpublished.map(({ row }) => row));
  const published = rows.filter((row) => !left.has(row) && !isHeldBack(row));
  addLag(metrics, published, at);
  addUnpublished(metrics, [...left], at);
  addSegments(metrics, published, measured);
};
