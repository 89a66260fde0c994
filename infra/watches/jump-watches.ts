import { Duration } from 'aws-cdk-lib';
import { MathExpression } from 'aws-cdk-lib/aws-cloudwatch';
import type { Jump } from './watch.ts';
import type { Watched } from './watched.ts';

const period = Duration.hours(1);

/** A smaller change of a segment's size in an hour counts as none. */
const smallest = 100;

/**
 * Alarms on the number of customers by which each measured segment grows or shrinks in an hour, compared with what
 * CloudWatch has learned from up to two weeks, hour of the day and day of the week included. A mistake by a producer or in
 * a catalogue looks like a real crowd, so a person has to look.
 *
 * Costs, for each measured segment, about $1 a month: two metrics ($0.30 each, by the hours in which they are seen) and an
 * alarm on two of them with a band ($0.10 for each metric in it). `measured` chooses other segments.
 */
export const jumps = ({ settings: { measured }, counting }: Watched): readonly Jump[] =>
  measured.map((segment) => ({
    section: 'segment-jump',
    which: segment,
    means: `The segment ${segment} grows or shrinks as it never has at such an hour`,
    metric: new MathExpression({
      expression: `IF(ABS(FILL(entered, 0) - FILL(exited, 0)) < ${smallest}, 0, FILL(entered, 0) - FILL(exited, 0))`,
      label: `Growth of ${segment}`,
      usingMetrics: {
        entered: counting('Entered', 'publish', { segment, period }),
        exited: counting('Exited', 'publish', { segment, period }),
      },
      period,
    }),
  }));
