import { MetricUnit, type Metrics } from '@aws-lambda-powertools/metrics';
import type { OutboxRow } from '#lib/ports/store/customer-store.ts';

/** The dimension of `Entered` and `Exited`, beside `service`. */
export const segmentDimension = 'segment';

/**
 * Counts the entries and exits of each segment, as `Entered` and `Exited` by segment, leaving out zeros. CloudWatch bills
 * each of the two for each segment as a metric of its own, so only the segments in `measured` are counted; undefined
 * counts all.
 */
export const addSegments = (
  metrics: Metrics,
  published: readonly OutboxRow[],
  measured: ReadonlySet<string> | undefined,
): void => {
  const counts = new Map<string, { entered: number; exited: number }>();
  for (const { status, segment } of published.flatMap((row) => (row.kind === 'changes' ? row.changes : []))) {
    if (measured?.has(segment.key) === false) continue;
    const count = counts.get(segment.key) ?? { entered: 0, exited: 0 };
    count[status] += 1;
    counts.set(segment.key, count);
  }
  for (const [segment, { entered, exited }] of counts) {
    addSegment(metrics, segment, { name: 'Entered', count: entered });
    addSegment(metrics, segment, { name: 'Exited', count: exited });
  }
};

const addSegment = (
  metrics: Metrics,
  segment: string,
  { name, count }: { readonly name: string; readonly count: number },
): void => {
  if (count === 0) return;
  const metric = metrics.singleMetric();
  metric.addDimension(segmentDimension, segment);
  metric.addMetric(name, MetricUnit.Count, count);
};
