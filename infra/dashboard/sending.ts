import { Duration } from 'aws-cdk-lib';
import type { Metric } from 'aws-cdk-lib/aws-cloudwatch';
import type { ToolDestination } from '../destinations/tool-destination.ts';
import type { WebhookDestination } from '../destinations/webhook-destination.ts';
import { countedFor } from '../watches/destination-watches.ts';
import { waiting } from '../watches/left-over-watches.ts';
import type { Watched } from '../watches/watched.ts';
import type { Answer } from './column.ts';

type Question = Omit<Answer, 'width'>;

const toTool = (watched: Watched, tool: ToolDestination): Question => {
  const counted = (name: string, label: string): Metric => countedFor(watched, tool, name).with({ label });
  return {
    question: `Does ${tool.settings.tool} take changes?`,
    good: 'All are taken, few twice; nothing is left.',
    numbers: [counted('Invocations', 'Sent'), counted('FailedInvocations', 'Not taken')],
    pictures: [
      {
        title: 'Sent',
        left: [
          counted('MatchedEvents', 'Changes'),
          counted('Invocations', 'Sent'),
          counted('RetryInvocationAttempts', 'Sent again'),
          counted('FailedInvocations', 'Not taken'),
        ],
      },
      { title: 'Left, and dead letters', left: [waiting(tool.left), waiting(tool.deadLetters)] },
    ],
  };
};

const period = Duration.minutes(5);

const toWebhook = ({ node, queue, deadLetters }: WebhookDestination): Question => {
  const sum = { statistic: 'Sum', period };
  return {
    question: `Does the webhook ${node.id} take changes?`,
    good: 'All are taken within seconds; nothing is left.',
    numbers: [
      queue.metricNumberOfMessagesSent({ ...sum, label: 'Changes' }),
      queue.metricNumberOfMessagesDeleted({ ...sum, label: 'Taken' }),
    ],
    pictures: [
      {
        title: 'Posted',
        left: [
          queue.metricNumberOfMessagesSent({ ...sum, label: 'Changes' }),
          queue.metricNumberOfMessagesReceived({ ...sum, label: 'Posted, some of them again' }),
          queue.metricNumberOfMessagesDeleted({ ...sum, label: 'Taken' }),
        ],
      },
      {
        title: 'Waiting, and dead letters',
        left: [waiting(queue), waiting(deadLetters)],
        right: [queue.metricApproximateAgeOfOldestMessage({ label: 'Oldest, in seconds' })],
      },
    ],
  };
};

/** A question for each destination. */
export const sending = (watched: Watched): readonly Question[] => {
  const { tools = [], webhooks = [] } = watched.destinations ?? {};
  return [...tools.map((tool) => toTool(watched, tool)), ...webhooks.map(toWebhook)];
};
