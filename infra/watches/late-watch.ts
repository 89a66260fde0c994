import { Duration } from 'aws-cdk-lib';
import type { EncryptedQueue } from '../intake/encrypted-queue.ts';
import { minute, type Watch } from './watch.ts';

/** The age from which what waits in a queue counts as late. */
const latest = Duration.minutes(15);

/** A queue of one source or destination that its function does not keep up with; `means` is told of so many minutes. */
export const lateWatch = (
  { section, which }: Pick<Watch, 'section' | 'which'>,
  queue: EncryptedQueue,
  means: (minutes: number) => string,
): Watch => ({
  section,
  which,
  means: means(latest.toMinutes()),
  metric: queue.metricApproximateAgeOfOldestMessage({ period: minute }),
  above: latest.toSeconds(),
  periods: 5,
});
