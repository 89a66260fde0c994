import { Duration } from 'aws-cdk-lib';
import { MathExpression } from 'aws-cdk-lib/aws-cloudwatch';
import { freshnessMetrics, promisedMs, promisedShare, type Freshness } from '#functions/metrics/freshness-objective.ts';
import { burnRate } from '../watches/burn-watches.ts';
import type { Watched } from '../watches/watched.ts';
import type { Answer } from './column.ts';

const period = Duration.minutes(5);

const inTime = ({ counting }: Watched, kind: Freshness): MathExpression => {
  const { inTime: good, late } = freshnessMetrics[kind];
  return new MathExpression({
    expression: `100 * FILL(${kind}Good, 0) / (FILL(${kind}Good, 0) + FILL(${kind}Late, 0))`,
    label: `${kind === 'change' ? 'Events' : 'Timers'} in time, %`,
    usingMetrics: {
      [`${kind}Good`]: counting(good, 'publish', { period }),
      [`${kind}Late`]: counting(late, 'publish', { period }),
    },
    period,
  });
};

const lags = ({ counting }: Watched, name: string) =>
  ['p50', 'p99'].map((statistic) => counting(name, 'publish', { statistic, period }).with({ label: statistic }));

const promise = (kind: Freshness) => [
  { value: promisedMs[kind], label: `${100 * promisedShare} % are promised within ${promisedMs[kind] / 1000} s` },
];

export const fresh = (watched: Watched): Omit<Answer, 'width'> => ({
  question: 'How fresh is what we publish?',
  good: `${100 * promisedShare} % within 5 s of the event, within 90 s of an instant at which time alone changes something.`,
  numbers: [inTime(watched, 'change'), inTime(watched, 'timer')],
  pictures: [
    { title: 'From arrival to the bus, in ms', left: lags(watched, 'Lag'), leftAnnotations: promise('change') },
    { title: 'From its instant to the bus, in ms', left: lags(watched, 'TimerLag'), leftAnnotations: promise('timer') },
    {
      title: 'Budget spent: 1 lasts a month, 14.4 two days',
      left: [burnRate(watched, 'change', Duration.hours(1)), burnRate(watched, 'timer', Duration.hours(1))],
    },
    {
      title: 'Oldest that waits, in ms',
      left: [
        watched
          .counting('OldestUnpublished', 'publish', { statistic: 'Maximum', period })
          .with({ label: 'Unpublished' }),
        watched.counting('Overdue', 'sweep', { statistic: 'Maximum', period }).with({ label: 'Due' }),
        watched.publication.handler.metric('IteratorAge', { statistic: 'Maximum', period, label: 'In the stream' }),
      ],
    },
  ],
});
