import type { Every } from '#lib/core/insight/metrics/metric-periods.ts';
import type { SegmentHistory } from '#lib/core/insight/metrics/segment-history.ts';
import { metricsOutput } from '../../metrics-output.ts';
import type { Result } from '../published.ts';
import type { Samples } from '../samples.ts';
import type { RunTerms } from '../stage-work.ts';

/** What results are called by the length of their periods. */
const names: Readonly<Record<Every, string>> = { P7D: 'metrics', month: 'months' };

interface HistoryEvery {
  readonly every: Every;
  readonly history: SegmentHistory;
}

const resultsOf = function* (
  { catalogue }: RunTerms,
  samples: Samples,
  { every, history }: HistoryEvery,
): Iterable<Result> {
  const name = names[every];
  yield { kind: 'metrics', name, json: metricsOutput(catalogue, history, { every }) };
  for (const { key: segment, source: definition } of samples.groups.segments)
    yield {
      kind: 'metrics',
      segment,
      name: `${name}/${segment}`,
      json: metricsOutput(catalogue, history, { every, definition }),
    };
};

/** How all segments fared and each by itself, by weeks and by months. */
export const metricResults = function* (terms: RunTerms, samples: Samples): Iterable<Result> {
  for (const each of samples.histories()) yield* resultsOf(terms, samples, each);
};
