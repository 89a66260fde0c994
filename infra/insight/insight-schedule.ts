import { Aws } from 'aws-cdk-lib';
import { Role, ServicePrincipal } from 'aws-cdk-lib/aws-iam';
import type { IKey } from 'aws-cdk-lib/aws-kms';
import { CfnSchedule } from 'aws-cdk-lib/aws-scheduler';
import type { Construct } from 'constructs';
import { allow, allowKey } from '../access/permissions.ts';
import type { PassMachine } from '../pass/pass-machine.ts';
import { weekly } from './weekly.ts';

export interface InsightScheduleProps {
  readonly machine: PassMachine;
  readonly key: IKey;
  /** An IANA name. */
  readonly timeZone: string;
}

/** Starts a pass every week. One that could not be started is tried again for a day, which is what Scheduler does by itself. */
export const addSchedule = (scope: Construct, { machine, key, timeZone }: InsightScheduleProps): CfnSchedule => {
  const role = new Role(scope, 'ScheduleRole', {
    assumedBy: new ServicePrincipal('scheduler.amazonaws.com', {
      conditions: { StringEquals: { 'aws:SourceAccount': Aws.ACCOUNT_ID } },
    }),
  });
  role.addToPolicy(allow(machine.arn, 'states:StartExecution'));
  // The machine's input is encrypted on behalf of its starter.
  role.addToPolicy(allowKey(key, 'states', 'kms:Decrypt', 'kms:GenerateDataKey'));
  const schedule = new CfnSchedule(scope, 'Schedule', {
    description: 'Starts the pass for insight',
    scheduleExpression: weekly(timeZone),
    scheduleExpressionTimezone: 'UTC',
    flexibleTimeWindow: { mode: 'OFF' },
    target: { arn: machine.arn, roleArn: role.roleArn, input: '{}' },
  });
  // Without its policy the role is refused when the schedule is made.
  schedule.node.addDependency(role, machine);
  return schedule;
};
