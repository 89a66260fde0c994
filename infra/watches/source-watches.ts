import { Duration } from 'aws-cdk-lib';
import { MathExpression } from 'aws-cdk-lib/aws-cloudwatch';
import { adaptMetrics } from '#functions/metrics/adapt-metrics.ts';
import type { Source } from '../sources/source.ts';
import { lateWatch } from './late-watch.ts';
import { waiting } from './left-over-watches.ts';
import type { Watch } from './watch.ts';
import type { Watched } from './watched.ts';

const section = 'source';

const watchesOf = ({ node, settings, queue, deadLetters }: Source): readonly Watch[] => [
  {
    section,
    which: `${node.id}-dead-letters`,
    means: `What ${settings.adapter} has sent could not be worked at for half a day`,
    metric: waiting(deadLetters),
  },
  lateWatch(
    { section, which: `${node.id}-late` },
    queue,
    (minutes) => `What ${settings.adapter} sends waits for more than ${minutes} minutes before events are made of it`,
  ),
];

/** Some is always of no use: an order of a guest names nobody. */
const unusable = ({ counting }: Watched): Watch => {
  const period = Duration.hours(1);
  return {
    section,
    which: 'unusable',
    means: 'Of more than half of what sources send no event can be made',
    metric: new MathExpression({
      expression: 'IF(delivered >= 20, unusable / delivered, 0)',
      label: 'Of no use',
      usingMetrics: {
        delivered: counting(adaptMetrics.delivered, 'adapt', { period }),
        unusable: counting(adaptMetrics.unusable, 'adapt', { period }),
      },
      period,
    }),
    above: 0.5,
  };
};

/** Alarms on each source; none where the deployment has none. */
export const sources = (watched: Watched): readonly Watch[] =>
  watched.sources === undefined ? [] : [...watched.sources.all.flatMap(watchesOf), unusable(watched)];
