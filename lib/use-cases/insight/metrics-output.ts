import { definitionOf } from '#lib/core/insight/definition/named-traits.ts';
import type { Every } from '#lib/core/insight/metrics/metric-periods.ts';
import type { SegmentHistory } from '#lib/core/insight/metrics/segment-history.ts';
import type { Catalogue } from '#lib/core/segments/compile/catalogue.ts';
import type { Segment } from '#lib/core/segments/language/language.ts';

/** One segment of the history: its periods, and the ways from it and to it. */
export const historyOf = ({ periods, flows }: SegmentHistory, key: string): SegmentHistory => ({
  periods: periods.filter(({ segment }) => segment === key),
  flows: flows.map((period) => ({
    ...period,
    flows: period.flows.filter(({ from, to }) => from === key || to === key),
  })),
});

/** What metrics are told of. */
interface Told {
  readonly every: Every;
  /** The only segment that is told of; all by default. */
  readonly definition?: Segment | undefined;
}

/** What `patron metrics --json` prints. */
export const metricsOutput = ({ source, currency }: Catalogue, all: SegmentHistory, { every, definition }: Told) => {
  if (definition === undefined) return { every, currency, periods: all.periods };
  const { periods, flows } = historyOf(all, definition.key);
  return {
    segment: definition.key,
    members: periods.at(-1)?.size ?? 0,
    byDefinition: definitionOf(source, [definition]).traits,
    flows,
    every,
    currency,
    periods,
  };
};
