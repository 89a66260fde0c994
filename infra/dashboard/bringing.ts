import { Duration } from 'aws-cdk-lib';
import type { Source } from '../sources/source.ts';
import { waiting } from '../watches/left-over-watches.ts';
import type { Watched } from '../watches/watched.ts';
import type { Answer } from './column.ts';

const sum = { statistic: 'Sum', period: Duration.minutes(5) };

const fromSource = ({ node, settings, queue, deadLetters }: Source): Omit<Answer, 'width'> => {
  const brought = queue.metricNumberOfMessagesSent({ ...sum, label: 'Brought' });
  const adapted = queue.metricNumberOfMessagesDeleted({ ...sum, label: 'Worked at' });
  return {
    question: `Does ${settings.adapter} bring events (${node.id})?`,
    good: 'As many as the shop is busy; all are worked at within seconds.',
    numbers: [brought, adapted],
    pictures: [
      { title: 'Brought, and worked at', left: [brought, adapted] },
      {
        title: 'Waiting, and dead letters',
        left: [waiting(queue), waiting(deadLetters)],
        right: [queue.metricApproximateAgeOfOldestMessage({ label: 'Oldest, in seconds' })],
      },
    ],
  };
};

/** A question for each source. */
export const bringing = ({ sources }: Watched): readonly Omit<Answer, 'width'>[] =>
  (sources?.all ?? []).map(fromSource);
