import { Duration } from 'aws-cdk-lib';
import { type IMetric, MathExpression } from 'aws-cdk-lib/aws-cloudwatch';
import type { Gateway } from '../api/gateway.ts';
import type { Watch } from './watch.ts';
import type { Watched } from './watched.ts';

const period = Duration.minutes(5);
const sum = { statistic: 'Sum', period };

/** The ways in, as the names of alarms and pictures say them. */
export const waysIn = ({ api }: Watched): readonly (readonly [which: string, gateway: Gateway])[] =>
  api === undefined
    ? []
    : [
        ['people', api.people],
        ['programs', api.programs],
      ];

/** The share of requests that a metric counts, where there are enough to speak of one. */
const shareOf = ({ api }: Gateway, label: string, counted: IMetric): IMetric =>
  new MathExpression({
    expression: 'IF(requests >= 20, counted / requests, 0)',
    label,
    usingMetrics: { requests: api.metricCount(sum), counted },
    period,
  });

const watchesOf = ([which, gateway]: readonly [string, Gateway]): readonly Watch[] => [
  {
    section: 'api-failures',
    which,
    means: `More than one request in twenty to the HTTP API for ${which} fails`,
    metric: shareOf(gateway, 'Failed', gateway.api.metricServerError(sum)),
    above: 0.05,
  },
  {
    section: 'api-refusals',
    which,
    means: `More than half of the requests to the HTTP API for ${which} are refused`,
    metric: shareOf(gateway, 'Refused', gateway.api.metricClientError(sum)),
    above: 0.5,
    periods: 3,
  },
  {
    section: 'api-latency',
    which,
    means: `One request in a hundred to the HTTP API for ${which} takes more than five seconds`,
    metric: gateway.api.metricLatency({ statistic: 'p99', period }),
    above: Duration.seconds(5).toMilliseconds(),
    periods: 3,
  },
];

/** Alarms on both HTTP APIs; none where the deployment has none. */
export const apis = (watched: Watched): readonly Watch[] => waysIn(watched).flatMap(watchesOf);
