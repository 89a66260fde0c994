import type { SegmentMetrics } from './segment-metrics.ts';

/** People who came from a segment or went to it; null is none of the others. */
export interface Way {
  readonly key: string | null;
  readonly people: number;
}

/** The ways to and from a segment within some weeks, the most taken first. */
export interface FlowWindow {
  readonly from: string;
  readonly to: string;
  /** Memberships that began and ended. */
  readonly adds: number;
  readonly drops: number;
  readonly came: readonly Way[];
  readonly went: readonly Way[];
}

interface Asked {
  /** So many weeks. */
  readonly weeks: number;
  /** The place of the last of them. */
  readonly last: number;
}

const waysOf = (flows: readonly { readonly key: string | null; readonly people: number }[]): readonly Way[] =>
  [...Map.groupBy(flows, ({ key }) => key)]
    .map(([key, own]) => ({ key, people: own.reduce((sum, { people }) => sum + people, 0) }))
    .toSorted((one, other) => other.people - one.people);

const sumOf = (counts: readonly number[]): number => counts.reduce((sum, count) => sum + count, 0);

/** The flows of some weeks together. */
export const flowWindow = ({ flows, periods, segment }: SegmentMetrics, { weeks, last }: Asked): FlowWindow => {
  const within = <Week>(all: readonly Week[]): readonly Week[] => all.slice(Math.max(0, last + 1 - weeks), last + 1);
  const shown = within(flows);
  const all = shown.flatMap((week) => week.flows);
  return {
    from: shown[0]?.from ?? '',
    to: shown.at(-1)?.to ?? '',
    adds: sumOf(within(periods).map(({ adds }) => adds)),
    drops: sumOf(within(periods).map(({ drops }) => drops)),
    came: waysOf(all.filter(({ to }) => to === segment).map(({ from, people }) => ({ key: from, people }))),
    went: waysOf(all.filter(({ from }) => from === segment).map(({ to, people }) => ({ key: to, people }))),
  };
};
