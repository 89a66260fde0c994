import { Duration } from 'aws-cdk-lib';
import { Metric } from 'aws-cdk-lib/aws-cloudwatch';
import type { Watched } from '../watches/watched.ts';
import { type Answer, searchFor } from './column.ts';

const period = Duration.minutes(5);
const sum = { statistic: 'Sum', period };

/** The entries that the buses of the account refused: EventBridge counts this bus and all others together. */
const refusedAtTheDoor = new Metric({
  namespace: 'AWS/Events',
  metricName: 'PutEventsFailedEntriesCount',
  label: 'Refused at the door',
  ...sum,
});

export const arriving = ({ bus, intake, undeliverable, quarantine }: Watched): Omit<Answer, 'width'> => ({
  question: 'Are events arriving?',
  good: 'As many as the shop is busy. None at all is a producer that is down, or that the bus refuses.',
  numbers: [
    intake.queue.metricNumberOfMessagesSent({ ...sum, label: 'Events' }),
    quarantine.unroutable.metricNumberOfMessagesSent({ ...sum, label: 'Unroutable' }),
  ],
  pictures: [
    {
      title: 'Into the queue',
      left: [
        intake.queue.metricNumberOfMessagesSent({ ...sum, label: 'Events and ticks' }),
        intake.slowQueue.metricNumberOfMessagesSent({ ...sum, label: 'Sent on, by up to ten, into the slow queue' }),
      ],
    },
    {
      title: 'Matched, by rule',
      left: [
        searchFor(
          `{AWS/Events,EventBusName,RuleName} EventBusName="${bus.bus.eventBusName}" MetricName="MatchedEvents"`,
          '',
          period,
        ),
      ],
    },
    {
      title: 'Astray',
      left: [
        quarantine.unroutable.metricNumberOfMessagesSent({ ...sum, label: 'Unroutable' }),
        undeliverable.queue.metricNumberOfMessagesSent({ ...sum, label: 'Not delivered by a rule' }),
        refusedAtTheDoor,
      ],
    },
  ],
});
