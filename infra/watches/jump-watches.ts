import { Duration } from 'aws-cdk-lib';
import { MathExpression, Metric } from 'aws-cdk-lib/aws-cloudwatch';
import { segmentDimension } from '#functions/metrics/segment-metrics.ts';
import type { Jump } from './watch.ts';

const period = Duration.hours(1);

/** A smaller change of a segment's size in an hour is none. */
const smallest = 100;

const counted = (metricName: 'Entered' | 'Exited', segment: string): Metric =>
  new Metric({
    namespace: 'Patron',
    metricName,
    dimensionsMap: { service: 'publish', [segmentDimension]: segment },
    statistic: 'Sum',
    period,
  });

/**
 * By how many customers each measured segment grows or shrinks in an hour, against what CloudWatch has learned of it: the
 * hour of the day and the day of the week too, from up to two weeks. Nothing that others sent or that a catalogue changed
 * by mistake looks different from a real crowd, so a person looks.
 *
 * Costs, for each measured segment, about $1 a month: two metrics ($0.30 each, by the hours in which they are seen) and an
 * alarm on two of them with a band ($0.10 for each metric in it). The rest of the catalogue is on the dashboard of whoever
 * measures it: `-c measured=KEY,KEY`.
 */
export const jumps = (measured: readonly string[]): readonly Jump[] =>
  measured.map((segment) => ({
    section: 'segment-jump',
    which: segment,
    means: `The segment ${segment} grows or shrinks as it has not before at such an hour`,
    metric: new MathExpression({
      expression: `IF(ABS(FILL(entered, 0) - FILL(exited, 0)) < ${smallest}, 0, FILL(entered, 0) - FILL(exited, 0))`,
      label: `Growth of ${segment}`,
      usingMetrics: { entered: counted('Entered', segment), exited: counted('Exited', segment) },
      period,
    }),
  }));
