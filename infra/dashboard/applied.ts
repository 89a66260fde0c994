import { Duration } from 'aws-cdk-lib';
import { refusalReasons } from '#events/accept-entry.ts';
import { quarantineMetrics } from '#functions/metrics/outcome-metrics.ts';
import { waiting } from '../watches/left-over-watches.ts';
import { countedOfStream } from '../watches/stream-watches.ts';
import type { Watched } from '../watches/watched.ts';
import type { Worker } from '../worker/worker.ts';
import { type Answer, searchFor } from './column.ts';

const period = Duration.minutes(5);

export const applied = (watched: Watched): Omit<Answer, 'width'> => {
  const { intake, undeliverable, sweep, bus, functions, counting } = watched;
  const counted = (name: string) => counting(name, 'update', { period });
  return {
    question: 'Are they being applied?',
    good: 'The queue is empty within seconds, nothing is left over, few are refused.',
    numbers: [counted('Events'), counted('Quarantined')],
    pictures: [
      { title: 'Received', left: ['Events', 'Duplicates', 'Quarantined', 'Replaced', 'Conflicts'].map(counted) },
      {
        title: 'Waiting',
        left: [waiting(intake.queue)],
        right: [intake.queue.metricApproximateAgeOfOldestMessage({ label: 'Oldest, in seconds' })],
      },
      ...streamIn(watched),
      {
        title: 'Left over',
        left: [intake, undeliverable, sweep, bus].map(({ deadLetters }) => waiting(deadLetters)),
      },
      { title: 'Refused, by reason', left: refusedIn(watched) },
      { title: 'Functions: errors and throttles', left: functions.flatMap(faultsOf) },
      {
        title: 'Largest profile, in bytes',
        left: [counting('ProfileBytes', 'update', { statistic: 'Maximum', period })],
      },
    ],
  };
};

/** How long what is folded has waited in the stream, and whether all that was put there is being read. */
const streamIn = (watched: Watched): Answer['pictures'] => {
  const behind = countedOfStream(watched, 'GetRecords.IteratorAgeMilliseconds');
  if (behind === undefined) return [];
  const maximum = { statistic: 'Maximum', period };
  return [
    {
      title: 'Waiting in the stream, in ms',
      left: [
        watched.updates.handler.metric('IteratorAge', { ...maximum, label: 'When it is folded' }),
        behind.with({ ...maximum, label: 'When it is read: 0 is the end of the stream' }),
      ],
    },
  ];
};

/** Two functions refuse events, so each reason is searched for. */
const refusedIn = ({ settings: { name } }: Watched) =>
  refusalReasons.map((reason) =>
    searchFor(`{Patron,name,service} name="${name}" MetricName="${quarantineMetrics[reason]}"`, reason, period),
  );

const faultsOf = ({ entry, handler }: Worker) => [
  handler.metricErrors({ period, label: `${entry}: errors` }),
  handler.metricThrottles({ period, label: `${entry}: throttles` }),
];
