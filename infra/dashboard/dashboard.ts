import { Stack } from 'aws-cdk-lib';
import { Alarm, AlarmStatusWidget, Dashboard, Row } from 'aws-cdk-lib/aws-cloudwatch';
import { Construct } from 'constructs';
import type { Watched } from '../watches/watched.ts';
import { applied } from './applied.ts';
import { arriving } from './arriving.ts';
import { columnOf } from './column.ts';
import { costing } from './costing.ts';
import { fresh } from './fresh.ts';
import { moving } from './moving.ts';

export interface PatronDashboardProps {
  readonly watched: Watched;
  /** The names of the alarms. */
  readonly alarms: readonly string[];
}

/** The width of a CloudWatch dashboard, in columns. */
const fullWidth = 24;

/** The most alarms that a widget shows. */
const mostAlarms = 100;

/** Adds the dashboard: the alarms, and below them five questions from left to right: arriving, applied, fresh, moving, costing. */
export const addDashboard = (scope: Construct, { watched, alarms }: PatronDashboardProps): Dashboard => {
  const named = new Construct(scope, 'Shown');
  const status = new AlarmStatusWidget({
    title: 'Alarms',
    width: fullWidth,
    height: 4,
    alarms: alarms.slice(0, mostAlarms).map((name) => Alarm.fromAlarmName(named, name, name)),
  });
  const questions = [arriving, applied, fresh, moving, costing];
  const widths = [5, 5, 5, 5, 4];
  const columns = questions.map((question, index) => columnOf({ width: widths[index] ?? 5, ...question(watched) }));
  return new Dashboard(scope, 'Dashboard', {
    dashboardName: `${watched.settings.name}-${Stack.of(scope).region}`,
    widgets: [[status], [new Row(...columns)]],
  });
};
