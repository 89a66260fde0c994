import { Duration } from 'aws-cdk-lib';
import { waysIn } from '../watches/api-watches.ts';
import type { Watched } from '../watches/watched.ts';
import type { Answer } from './column.ts';

const period = Duration.minutes(5);
const sum = { statistic: 'Sum', period };

export const asking = (watched: Watched): Omit<Answer, 'width'> => {
  const ways = waysIn(watched);
  return {
    question: 'Are questions answered?',
    good: 'Nearly all are, within a second; some are refused, for not everybody may ask everything.',
    numbers: ways.map(([label, { api }]) => api.metricCount({ ...sum, label: `Requests of ${label}` })),
    pictures: [
      { title: 'Requests', left: ways.map(([label, { api }]) => api.metricCount({ ...sum, label })) },
      {
        title: 'Refused and failed',
        left: ways.flatMap(([label, { api }]) => [
          api.metricClientError({ ...sum, label: `${label}: refused` }),
          api.metricServerError({ ...sum, label: `${label}: failed` }),
        ]),
      },
      {
        title: 'Latency in ms, of half and of 99 in 100',
        left: ways.flatMap(([label, { api }]) =>
          ['p50', 'p99'].map((statistic) => api.metricLatency({ statistic, period, label: `${label}: ${statistic}` })),
        ),
      },
    ],
  };
};
