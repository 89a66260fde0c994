import type { Flow, PeriodFlows } from '#lib/core/insight/metrics/segment-flows.ts';
import { number } from '../output/numbers.ts';

interface Ways {
  readonly segment: string | undefined;
  readonly flows: readonly PeriodFlows[];
}

const waysShown = 5;

/** `12 left new-customers, 3 none`: the other end of each flow, most people first. */
const waysText = (flows: readonly Flow[], end: 'from' | 'to', verb: string): string =>
  flows
    .toSorted((one, other) => other.people - one.people)
    .slice(0, waysShown)
    .map((flow, index) => `${number(flow.people)}${index === 0 ? ` ${verb}` : ''} ${flow[end] ?? 'no other segment'}`)
    .join(', ');

/** Tells where those came from who entered a segment in the latest period, and where those went who left it. */
export const flowsText = ({ segment, flows }: Ways): readonly string[] => {
  const latest = flows.at(-1)?.flows ?? [];
  const [came, went] = [latest.filter(({ to }) => to === segment), latest.filter(({ from }) => from === segment)];
  return [
    ...(came.length === 0 ? [] : [`As they came to it in that time, ${waysText(came, 'from', 'left')}.`]),
    ...(went.length === 0 ? [] : [`As they left it, ${waysText(went, 'to', 'entered')}.`]),
  ];
};
