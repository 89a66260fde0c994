import { Duration } from 'aws-cdk-lib';
import { waiting } from '../watches/left-over-watches.ts';
import { minute as period, type Watch } from '../watches/watch.ts';
import type { Subscription } from './subscription.ts';

/** The age from which a subscriber counts as late. */
const latest = Duration.minutes(15);

/** Alarms on a subscriber that fails, and on one that does not keep up. */
export const subscriptionWatches = ({ node, queue, deadLetters }: Subscription): readonly Watch[] => [
  {
    section: 'subscriber',
    which: `${node.id}-dead-letters`,
    means: `Changes could not be handed to the subscriber ${node.id}`,
    metric: waiting(deadLetters),
  },
  {
    section: 'subscriber',
    which: `${node.id}-late`,
    means: `The subscriber ${node.id} is more than ${latest.toMinutes()} minutes behind`,
    metric: queue.metricApproximateAgeOfOldestMessage({ period }),
    above: latest.toSeconds(),
    periods: 5,
  },
];
