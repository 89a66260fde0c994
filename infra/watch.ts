import { Duration } from 'aws-cdk-lib';
import { type IMetric, Metric } from 'aws-cdk-lib/aws-cloudwatch';
import type { IFunction } from 'aws-cdk-lib/aws-lambda';
import type { IQueue } from 'aws-cdk-lib/aws-sqs';
import type { ChangePublication } from './change-publication.ts';
import type { CustomerUpdates } from './customer-updates.ts';
import type { PatronBus } from './event-bus.ts';
import type { EventIntake } from './event-intake.ts';
import type { QuarantineIntake } from './quarantine-intake.ts';
import type { ReviewSweep } from './review-sweep.ts';
import type { UndeliverableEvents } from './undeliverable-events.ts';

/** What an alarm looks at, and which section of docs/runbook.md is about it. */
export interface Watch {
  /** The anchor in the runbook. */
  readonly section: string;
  /** Which of several, where one section serves several alarms. */
  readonly which?: string;
  /** What is wrong when it rings. */
  readonly means: string;
  readonly metric: IMetric;
  /** Rings above this; 0 by default. */
  readonly above?: number;
  /** Rings after so many periods in a row; 1 by default. */
  readonly periods?: number;
  /** Rings when nothing at all is seen, instead of when much is. False by default. */
  readonly silence?: boolean;
}

/** What can fail, and so is watched. */
export interface Watched {
  readonly bus: PatronBus;
  readonly undeliverable: UndeliverableEvents;
  readonly intake: EventIntake;
  readonly updates: CustomerUpdates;
  readonly publication: ChangePublication;
  readonly sweep: ReviewSweep;
  readonly quarantine: QuarantineIntake;
}

const period = Duration.minutes(1);

const waiting = (queue: IQueue): IMetric => queue.metricApproximateNumberOfMessagesVisible({ period });

/** One for each hop behind which something can be left over. */
export const leftOvers = ({ bus, undeliverable, intake, publication, sweep }: Watched): readonly Watch[] => [
  {
    section: 'intake-dead-letters',
    means: 'Events could not be folded into their customers',
    metric: waiting(intake.deadLetters),
  },
  {
    section: 'rule-dead-letters',
    means: 'A rule could not deliver events to its queue; they went on to quarantine',
    // The quarantine function empties the queue at once, so what was sent counts, not what waits.
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

/** What makes changes late. */
export const delays = ({ intake, publication, sweep }: Watched): readonly Watch[] => [
  {
    section: 'queue-age',
    means: 'Events wait for more than a minute before they are folded',
    metric: intake.queue.metricApproximateAgeOfOldestMessage({ period }),
    above: 60,
    periods: 5,
  },
  {
    section: 'stream-age',
    means: 'Changes wait for more than a minute before they are published; after 24 hours they would be lost',
    metric: publication.handler.metric('IteratorAge', { statistic: 'Maximum', period }),
    above: Duration.minutes(1).toMilliseconds(),
    periods: 5,
  },
  {
    section: 'sweep-silent',
    means: 'The sweep has not run for five minutes, so time changes nobody',
    metric: sweep.handler.metricInvocations({ period: Duration.minutes(5) }),
    silence: true,
  },
];

/** What goes wrong inside a function. */
export const faults = ({ updates, publication, sweep, quarantine }: Watched): readonly Watch[] => [
  { which: 'update', ...failing(updates.handler) },
  { which: 'publish', ...failing(publication.handler) },
  { which: 'sweep', ...failing(sweep.handler) },
  { which: 'quarantine', ...failing(quarantine.handler) },
  { which: 'misfit', ...refusing('update') },
  { which: 'unroutable', ...refusing('quarantine') },
  {
    section: 'too-large',
    means: 'An event or a profile would not fit its item',
    metric: counting('TooLarge', 'update'),
  },
];

const failing = (handler: IFunction) => ({
  section: 'function-errors',
  means: 'A function fails',
  metric: handler.metricErrors({ period }),
});

const refusing = (service: string) => ({
  section: 'quarantine',
  means: 'Events were refused and wait in quarantine',
  metric: counting('Quarantined', service),
});

/** What a function counts itself. */
const counting = (metricName: string, service: string): IMetric =>
  new Metric({ namespace: 'Patron', metricName, dimensionsMap: { service }, statistic: 'Sum', period });
