import { Duration } from 'aws-cdk-lib';
import { type IMetric, Metric } from 'aws-cdk-lib/aws-cloudwatch';

/** What rings, which section of the runbook is about it, and what it says. */
export interface Ringing {
  /** The anchor in the runbook. */
  readonly section: string;
  /** Which of several, where one section serves several alarms. */
  readonly which?: string;
  /** What is wrong when it rings. */
  readonly means: string;
}

/** An alarm on one metric. */
export interface Watch extends Ringing {
  readonly metric: IMetric;
  /** Rings above this; 0 by default. */
  readonly above?: number;
  /** Rings after so many periods in a row; 1 by default. */
  readonly periods?: number;
  /** Rings when nothing at all is seen, instead of when much is. False by default. */
  readonly silence?: boolean;
}

/** An alarm that rings while each of several windows is above its threshold. */
export interface Burn extends Ringing {
  readonly windows: readonly { readonly name: string; readonly metric: IMetric }[];
  readonly above: number;
}

/** An alarm on a metric that leaves the band in which it was seen before. */
export interface Jump extends Ringing {
  readonly metric: IMetric;
}

export const minute = Duration.minutes(1);

/** What a function counts itself. The sum over a minute by default. */
export const counting = (
  metricName: string,
  service: string,
  { statistic = 'Sum', period = minute }: { readonly statistic?: string; readonly period?: Duration } = {},
): Metric => new Metric({ namespace: 'Patron', metricName, dimensionsMap: { service }, statistic, period });
