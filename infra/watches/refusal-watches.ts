import { Duration } from 'aws-cdk-lib';
import { type IMetric, MathExpression } from 'aws-cdk-lib/aws-cloudwatch';
import type { RefusalReason } from '#events/accept-entry.ts';
import { quarantineMetrics } from '#functions/metrics/outcome-metrics.ts';
import type { Watch } from './watch.ts';
import type { Watched } from './watched.ts';

const period = Duration.minutes(5);

/** The number of refusals in five minutes above which an alarm rings: a single wrong event is no reason, a possible fault of Patron's own is. */
const tolerated: Readonly<Record<Exclude<RefusalReason, 'too-large' | 'unusable'>, number>> = {
  'unknown-type': 0,
  invalid: 10,
  conflict: 10,
  future: 10,
  // A producer still sends events of people who were forgotten: it should stop, without hurry.
  erased: 100,
};

/** The events refused for a reason, by rules and by the update: the two functions count separately. */
const refusedFor = ({ counting }: Watched, reason: keyof typeof tolerated): IMetric => {
  const name = quarantineMetrics[reason];
  return new MathExpression({
    expression: 'FILL(misfit, 0) + FILL(unroutable, 0)',
    label: name,
    usingMetrics: {
      misfit: counting(name, 'update', { period }),
      unroutable: counting(name, 'quarantine', { period }),
    },
    period,
  });
};

/** One for each reason for which events are refused, and one for profiles on their way there. */
export const refusals = (watched: Watched): readonly Watch[] => [
  ...(Object.keys(tolerated) as (keyof typeof tolerated)[]).map((reason) => ({
    section: 'quarantine',
    which: reason,
    means: `Events were refused as ${reason} and wait in quarantine`,
    metric: refusedFor(watched, reason),
    above: tolerated[reason],
  })),
  {
    section: 'too-large',
    means: 'An event or a profile would not fit its item',
    metric: watched.counting(quarantineMetrics['too-large'], 'update', { period }),
  },
  {
    section: 'item-size',
    means: 'A profile has passed 250 KiB; at 350 its events will be refused',
    metric: watched.counting('ProfileBytes', 'update', { statistic: 'Maximum', period }),
    above: 250 * 1024,
  },
];
