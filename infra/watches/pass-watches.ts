import { Duration } from 'aws-cdk-lib';
import { Metric } from 'aws-cdk-lib/aws-cloudwatch';
import type { PassMachine } from '../pass/pass-machine.ts';
import { minute, type Watch } from './watch.ts';
import type { Watched } from './watched.ts';

/** How many executions of a machine have begun, or ended so. */
export const executions = (
  { arn }: PassMachine,
  outcome: 'Failed' | 'Started' | 'Succeeded',
  period: Duration,
): Metric =>
  new Metric({
    namespace: 'AWS/States',
    metricName: `Executions${outcome}`,
    dimensionsMap: { StateMachineArn: arn },
    statistic: 'Sum',
    period,
  });

/** Alarms on the passes over everyone. */
export const passes = (watched: Watched): readonly Watch[] => [
  ...backfills(watched),
  ...insights(watched),
  ...fillings(watched),
];

/** On that which follows a catalogue change. */
const backfills = ({ backfill: { machine }, counting }: Watched): readonly Watch[] => [
  {
    section: 'catalogue-change',
    which: 'failed',
    means: 'A pass over everybody after a catalogue change has failed',
    metric: executions(machine, 'Failed', minute),
  },
  {
    section: 'catalogue-change',
    which: 'remaining',
    means: 'A pass over everybody has ended, and some are still decided by an older catalogue',
    metric: counting('BackfillRemaining', 'backfill', { statistic: 'Maximum' }),
  },
];

/** The longest that CloudWatch looks back; a pass begins once in it. */
const week = { days: 7, period: Duration.days(1) };

/** On that for insight. One that has begun ends or fails, so two alarms tell of every week without results. */
const insights = ({ insight }: Watched): readonly Watch[] =>
  insight === undefined
    ? []
    : [
        {
          section: 'insight',
          which: 'failed',
          means: 'A pass for insight has failed',
          metric: executions(insight.machine, 'Failed', minute),
        },
        {
          section: 'insight',
          which: 'silent',
          means: 'No pass for insight has begun for a week',
          metric: executions(insight.machine, 'Started', week.period),
          periods: week.days,
          silence: 'from-first',
        },
      ];

/** On that which fills the lists of members. */
const fillings = ({ members }: Watched): readonly Watch[] =>
  members === undefined
    ? []
    : [
        {
          section: 'members',
          which: 'failed',
          means:
            'A pass that fills the lists of members has failed, so they may lack members or name some who have left',
          metric: executions(members.machine, 'Failed', minute),
        },
      ];
