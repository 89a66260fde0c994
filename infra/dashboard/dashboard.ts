import { Stack } from 'aws-cdk-lib';
import { Alarm, AlarmStatusWidget, Dashboard, type IWidget, Row } from 'aws-cdk-lib/aws-cloudwatch';
import { Construct } from 'constructs';
import type { Watched } from '../watches/watched.ts';
import { applied } from './applied.ts';
import { arriving } from './arriving.ts';
import { bringing } from './bringing.ts';
import { asking } from './asking.ts';
import { columnOf } from './column.ts';
import { costing } from './costing.ts';
import { fresh } from './fresh.ts';
import { moving } from './moving.ts';
import { sending } from './sending.ts';

export interface PatronDashboardProps {
  readonly watched: Watched;
  /** The names of the alarms. */
  readonly alarms: readonly string[];
}

/** The width of a CloudWatch dashboard, in columns. */
const fullWidth = 24;

/** The most alarms that a widget shows. */
const mostAlarms = 100;

/** The widths of the columns of as many questions. */
const widthsOf = (questions: number): readonly number[] => (questions === 5 ? [5, 5, 5, 5, 4] : [4, 4, 4, 4, 4, 4]);

/** The columns in a row of equal ones. */
const inRow = 4;

const rowsOf = (questions: ReturnType<typeof sending>): readonly IWidget[][] => {
  const columns = questions.map((question) => columnOf({ width: fullWidth / inRow, ...question }));
  const starts = columns.flatMap((_, at) => (at % inRow === 0 ? [at] : []));
  return starts.map((at) => [new Row(...columns.slice(at, at + inRow))]);
};

/**
 * Adds the dashboard: the alarms, and below them questions from left to right: arriving, applied, fresh, moving, asking where there is an
 * HTTP API, costing. Further below, four in a row, is one for each source and each destination.
 */
export const addDashboard = (scope: Construct, { watched, alarms }: PatronDashboardProps): Dashboard => {
  const named = new Construct(scope, 'Shown');
  const status = new AlarmStatusWidget({
    title: 'Alarms',
    width: fullWidth,
    height: 4,
    alarms: alarms.slice(0, mostAlarms).map((name) => Alarm.fromAlarmName(named, name, name)),
  });
  const questions = [arriving, applied, fresh, moving, ...(watched.api ? [asking] : []), costing];
  const widths = widthsOf(questions.length);
  const columns = questions.map((question, index) => columnOf({ width: widths[index] ?? 5, ...question(watched) }));
  return new Dashboard(scope, 'Dashboard', {
    dashboardName: `${watched.settings.name}-${Stack.of(scope).region}`,
    widgets: [[status], [new Row(...columns)], ...rowsOf([...bringing(watched), ...sending(watched)])],
  });
};
