import { Duration } from 'aws-cdk-lib';
import { type IMetric, Metric } from 'aws-cdk-lib/aws-cloudwatch';
import { segmentDimension } from '#functions/metrics/segment-metrics.ts';

/** The words of an alarm: its section of the runbook and its meaning. */
export interface AlarmText {
  /** The anchor in the runbook. */
  readonly section: string;
  /** Tells alarms that share a section apart. */
  readonly which?: string;
  /** The fault that it rings for. */
  readonly means: string;
}

/** An alarm on one metric. */
export interface Watch extends AlarmText {
  readonly metric: IMetric;
  /** Rings above this; 0 by default. */
  readonly above?: number;
  /** The number of periods in a row after which it rings; 1 by default. */
  readonly periods?: number;
  /**
   * Whether it rings when there is nothing at all, instead of too much: `from-first` from the first that there was on,
   * `always` from the beginning. `never` by default.
   */
  readonly silence?: 'never' | 'from-first' | 'always';
}

/** An alarm that rings while each of several windows is above its threshold. */
export interface Burn extends AlarmText {
  readonly windows: readonly { readonly name: string; readonly metric: IMetric }[];
  readonly above: number;
}

/** An alarm on a metric that leaves the band in which it was seen before. */
export interface Jump extends AlarmText {
  readonly metric: IMetric;
}

export const minute = Duration.minutes(1);

/** A metric that a function counts itself, by its name and the function's. The sum over a minute by default. */
export type Counting = (
  metricName: string,
  service: string,
  options?: { readonly statistic?: string; readonly period?: Duration; readonly segment?: string },
) => Metric;

/** The metrics of the deployment of this name. */
export const countingFor =
  (name: string): Counting =>
  (metricName, service, { statistic = 'Sum', period = minute, segment } = {}) =>
    new Metric({
      namespace: 'Patron',
      metricName,
      dimensionsMap: { name, service, ...(segment !== undefined && { [segmentDimension]: segment }) },
      statistic,
      period,
    });
