import { type IMetric, Metric } from 'aws-cdk-lib/aws-cloudwatch';
import type { IQueue } from 'aws-cdk-lib/aws-sqs';
import { minute as period, type Watch } from './watch.ts';
import type { Watched } from './watched.ts';

export const waiting = (queue: IQueue): IMetric => queue.metricApproximateNumberOfMessagesVisible({ period });

/** Alarms on what is left over behind each hop. */
export const leftOvers = ({ bus, undeliverable, intake, publication, sweep }: Watched): readonly Watch[] => [
  {
    section: 'intake-dead-letters',
    means: 'Events could not be folded into their customers',
    metric: waiting(intake.deadLetters),
  },
  {
    section: 'rule-dead-letters',
    means: 'A rule could not deliver events to its queue; they went on to quarantine',
    // The quarantine function empties the queue at once, so messages sent are counted instead of messages waiting.
    metric: undeliverable.queue.metricNumberOfMessagesSent({ statistic: 'Sum', period }),
  },
  {
    section: 'quarantine-dead-letters',
    means: 'Events could not even be quarantined',
    metric: waiting(undeliverable.deadLetters),
  },
  {
    section: 'sweep-dead-letters',
    means: 'A sweep could not be started, or failed',
    metric: waiting(sweep.deadLetters),
  },
  {
    section: 'bus-dead-letters',
    means: 'The bus could not encrypt or decrypt events',
    metric: waiting(bus.deadLetters),
  },
  {
    section: 'publish-failures',
    means: 'Changes could not be published and wait in the bucket',
    metric: new Metric({
      namespace: 'AWS/Lambda',
      metricName: 'OnFailureDestinationDeliveredEventCount',
      dimensionsMap: { EventSourceMappingUUID: publication.source.eventSourceMappingId },
      statistic: 'Sum',
      period,
    }),
  },
];
