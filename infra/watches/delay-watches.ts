import { Duration } from 'aws-cdk-lib';
import { MathExpression } from 'aws-cdk-lib/aws-cloudwatch';
import { waiting } from './left-over-watches.ts';
import { minute as period, type Watch } from './watch.ts';
import type { Watched } from './watched.ts';

/** Alarms on what makes changes late. */
export const delays = (watched: Watched): readonly Watch[] => [...waits(watched), hotGroup(watched), ...lates(watched)];

/** Alarm on a few people with most of the queue. */
const hotGroup = ({ intake }: Watched): Watch => ({
  section: 'hot-group',
  means: 'Few people have most of the messages that wait, and hold up all others',
  metric: new MathExpression({
    expression: 'visible / (groups + 1)',
    label: 'Messages waiting for each group in work',
    usingMetrics: {
      visible: waiting(intake.queue),
      groups: intake.queue.metric('ApproximateNumberOfGroupsWithInflightMessages', { statistic: 'Average', period }),
    },
    period,
  }),
  // SQS looks for groups among the first 120,000 messages only: one group with so many would stop every other.
  above: 1_000,
  periods: 5,
});

const lates = ({ publication, sweep, counting }: Watched): readonly Watch[] => [
  {
    section: 'unpublished-changes',
    means: 'A change was decided more than a minute ago and could not be published since',
    metric: counting('OldestUnpublished', 'publish', { statistic: 'Maximum' }),
    above: Duration.minutes(1).toMilliseconds(),
    periods: 3,
  },
  {
    section: 'stream-age',
    means: 'Changes wait for more than a minute before they are published; after 24 hours they would be lost',
    metric: publication.handler.metric('IteratorAge', { statistic: 'Maximum', period }),
    above: Duration.minutes(1).toMilliseconds(),
    periods: 5,
  },
  {
    section: 'sweep-late',
    means: 'A person has been due for more than three minutes, so changes by time alone are late',
    metric: counting('Overdue', 'sweep', { statistic: 'Maximum' }),
    above: Duration.minutes(3).toMilliseconds(),
    periods: 5,
  },
  {
    section: 'sweep-silent',
    means: 'The sweep has not run for five minutes, so no changes by time alone are decided',
    metric: sweep.handler.metricInvocations({ period: Duration.minutes(5) }),
    silence: 'always',
  },
];

const waits = ({ intake }: Watched): readonly Watch[] => [
  {
    section: 'queue-age',
    means: 'Events wait for more than a minute before they are folded',
    metric: intake.queue.metricApproximateAgeOfOldestMessage({ period }),
    above: 60,
    periods: 5,
  },
  {
    section: 'slow-queue',
    means: 'Events of a person of whom very much comes wait for more than a quarter of an hour',
    metric: intake.slowQueue.metricApproximateAgeOfOldestMessage({ period }),
    above: Duration.minutes(15).toSeconds(),
    periods: 5,
  },
];
