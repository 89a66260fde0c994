import { Duration } from 'aws-cdk-lib';
import { type IMetric, Metric } from 'aws-cdk-lib/aws-cloudwatch';
import { minute as period, type Watch } from './watch.ts';
import type { Watched } from './watched.ts';

const sum = { statistic: 'Sum', period };
const maximum = { statistic: 'Maximum', period };

/** What Kinesis counts of the stream; undefined where there is none. */
export const countedOfStream = ({ intake }: Watched, metricName: string): Metric | undefined =>
  intake.stream &&
  new Metric({
    namespace: 'AWS/Kinesis',
    metricName,
    dimensionsMap: { StreamName: intake.stream.streamName },
    ...sum,
  });

/** How long the last record of a batch had waited when the updates took it, in milliseconds. */
const ageInStream = ({ updates }: Watched): IMetric => updates.handler.metric('IteratorAge', maximum);

/** How long records wait: `warn` while changes are late, `stuck` long before the stream forgets what nobody takes. */
const ages = (watched: Watched): readonly Watch[] => [
  {
    section: 'intake-stream-age',
    which: 'warn',
    means: 'Events wait in the stream for more than a minute before they are folded',
    metric: ageInStream(watched),
    above: Duration.minutes(1).toMilliseconds(),
    periods: 5,
  },
  {
    section: 'intake-stream-age',
    which: 'stuck',
    means: 'Events wait in the stream for more than an hour; after six days they go into the bucket of failures',
    metric: ageInStream(watched),
    above: Duration.hours(1).toMilliseconds(),
    periods: 5,
  },
];

const throttles = (watched: Watched): readonly Watch[] =>
  (['Write', 'Read'] as const).flatMap((which) => {
    const metric = countedOfStream(watched, `${which}ProvisionedThroughputExceeded`);
    const means = `The stream refuses to be ${which === 'Write' ? 'written' : 'read'} so fast`;
    return metric
      ? [{ section: 'intake-stream-throttles', which: which.toLowerCase(), means, metric, periods: 5 }]
      : [];
  });

/** What Lambda counts of the updates' source. */
const ofSource = ({ updates: { streamSource } }: Watched, metricName: string): IMetric =>
  new Metric({
    namespace: 'AWS/Lambda',
    metricName,
    dimensionsMap: { EventSourceMappingUUID: streamSource?.eventSourceMappingId ?? '' },
    ...sum,
  });

const failures = (watched: Watched): readonly Watch[] => [
  {
    section: 'intake-stream-failures',
    means: 'Records of the stream could not be folded and wait in the bucket',
    metric: ofSource(watched, 'OnFailureDestinationDeliveredEventCount'),
  },
  {
    section: 'last-nets',
    which: 'destination-update',
    means: 'Lambda could not leave what the function update failed at',
    metric: watched.updates.handler.metric('DestinationDeliveryFailures', sum),
  },
  {
    section: 'last-nets',
    which: 'dropped-records',
    means: 'Lambda dropped records of the stream of events without leaving them in the bucket',
    metric: ofSource(watched, 'DroppedEventCount'),
  },
];

/** Alarms on the stream in which events wait; none where they wait only in the queue. */
export const streams = (watched: Watched): readonly Watch[] =>
  watched.intake.stream === undefined ? [] : [...ages(watched), ...throttles(watched), ...failures(watched)];
