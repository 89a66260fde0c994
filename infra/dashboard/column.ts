import { Duration } from 'aws-cdk-lib';
import {
  Column,
  GraphWidget,
  type GraphWidgetProps,
  type IMetric,
  type IWidget,
  MathExpression,
  SingleValueWidget,
  TextWidget,
} from 'aws-cdk-lib/aws-cloudwatch';

/** A question, an answer in a few numbers, and the pictures behind it. */
export interface Answer {
  /** In columns of the dashboard, which has 24. */
  readonly width: number;
  readonly question: string;
  /** The good state, in a sentence or two. */
  readonly good: string;
  readonly numbers: readonly IMetric[];
  readonly pictures: readonly Omit<GraphWidgetProps, 'width' | 'height'>[];
}

const textHeight = 4;
const numberHeight = 4;
const pictureHeight = 6;

/** One question of the dashboard, from top to bottom. */
export const columnOf = ({ width, question, good, numbers, pictures }: Answer): IWidget =>
  new Column(
    new TextWidget({ width, height: textHeight, markdown: `## ${question}\n${good}` }),
    new SingleValueWidget({ width, height: numberHeight, metrics: [...numbers], setPeriodToTimeRange: true }),
    ...pictures.map((picture) => new GraphWidget({ liveData: true, ...picture, width, height: pictureHeight })),
  );

/** All metrics of a namespace that a search finds, each as a line of its own. */
export const searchFor = (search: string, label: string, period = Duration.minutes(5)): MathExpression =>
  new MathExpression({
    expression: `SEARCH('${search}', 'Sum', ${period.toSeconds()})`,
    label,
    usingMetrics: {},
    period,
  });
