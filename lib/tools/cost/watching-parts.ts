import type { Part } from './flow-parts.ts';
import counted from './counted-resources.json' with { type: 'json' };
import { priceText, type Prices } from './prices.ts';

/** The parts of a deployment that have alarms of their own. */
export interface Watched {
  readonly insight: boolean;
  readonly members: boolean;
  readonly api: boolean;
  /** Whether events wait in a stream. */
  readonly stream: boolean;
  /** The number of segments that are counted one by one and watched for jumps. */
  readonly segments: number;
}

/** As many segments as a deployment measures unless told. */
export const usualSegments = 20;

const alarmMetrics = ({ insight, members, api, stream, segments }: Watched): number =>
  counted.alarmMetrics.always +
  (members ? counted.alarmMetrics.members : 0) +
  (insight ? counted.alarmMetrics.insight : 0) +
  (api ? counted.alarmMetrics.api : 0) +
  (stream ? counted.alarmMetrics.stream : 0) +
  segments * counted.alarmMetrics.segment;

/** What metrics, alarms and the dashboard cost in a month, as many as the template of a deployment has. */
export const watchingParts = (watched: Watched, prices: Prices): readonly Part[] => {
  const { always, segment, api, stream } = counted.metrics;
  const metrics = always + watched.segments * segment + (watched.api ? api : 0) + (watched.stream ? stream : 0);
  const alarms = alarmMetrics(watched);
  const { compositeAlarms, dashboards } = counted;
  return [
    {
      name: 'metrics',
      dollars: metrics * prices.metric,
      formula: `${metrics} metrics x ${priceText(prices.metric)}, ${segment} for each of ${watched.segments} segments among them, as if each were seen all month`,
    },
    {
      name: 'alarms',
      dollars: alarms * prices.alarm + compositeAlarms * prices.compositeAlarm,
      formula: `${alarms} metrics that alarms watch x ${priceText(prices.alarm)} (a band counts as two: assumed), and ${compositeAlarms} composite alarms x ${priceText(prices.compositeAlarm)}`,
    },
    {
      name: 'dashboard',
      dollars: dashboards * prices.dashboard,
      formula: `${dashboards} x ${priceText(prices.dashboard)}; the first three of an account are free`,
    },
  ];
};
