import { Duration } from 'aws-cdk-lib';
import { type IMetric, Metric } from 'aws-cdk-lib/aws-cloudwatch';
import { countedOfStream } from '../watches/stream-watches.ts';
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

/** The records that came into the stream; none where there is none. */
const recordsIn = (watched: Watched): readonly IMetric[] => {
  const records = countedOfStream(watched, 'IncomingRecords');
  return records ? [records.with({ period, label: 'Events and ticks, into the stream' })] : [];
};

/** The number that says how many events came: of the stream where they wait there. */
const events = (watched: Watched): IMetric => {
  const { filledStream, queue } = watched.intake;
  const records = filledStream && countedOfStream(watched, 'IncomingRecords');
  return records?.with({ period, label: 'Events' }) ?? queue.metricNumberOfMessagesSent({ ...sum, label: 'Events' });
};

export const arriving = (watched: Watched): Omit<Answer, 'width'> => ({
  question: 'Are events arriving?',
  good: 'As many as the shop is busy. None at all is a producer that is down, or that the bus refuses.',
  numbers: [events(watched), watched.quarantine.unroutable.metricNumberOfMessagesSent({ ...sum, label: 'Unroutable' })],
  pictures: [
    {
      title: 'Into the queue',
      left: [
        ...recordsIn(watched),
        watched.intake.queue.metricNumberOfMessagesSent({ ...sum, label: 'Events and ticks' }),
        watched.intake.slowQueue.metricNumberOfMessagesSent({
          ...sum,
          label: 'Sent on, by up to ten, into the slow queue',
        }),
      ],
    },
    {
      title: 'Matched, by rule',
      left: [
        searchFor(
          `{AWS/Events,EventBusName,RuleName} EventBusName="${watched.bus.bus.eventBusName}" MetricName="MatchedEvents"`,
          '',
          period,
        ),
      ],
    },
    {
      title: 'Astray',
      left: [
        watched.quarantine.unroutable.metricNumberOfMessagesSent({ ...sum, label: 'Unroutable' }),
        watched.undeliverable.queue.metricNumberOfMessagesSent({ ...sum, label: 'Not delivered by a rule' }),
        refusedAtTheDoor,
      ],
    },
  ],
});
