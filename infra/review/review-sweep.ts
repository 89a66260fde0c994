import { Aws, Duration } from 'aws-cdk-lib';
import type { ITable } from 'aws-cdk-lib/aws-dynamodb';
import { Role, ServicePrincipal } from 'aws-cdk-lib/aws-iam';
import type { IFunction } from 'aws-cdk-lib/aws-lambda';
import { CfnSchedule } from 'aws-cdk-lib/aws-scheduler';
import type { Queue } from 'aws-cdk-lib/aws-sqs';
import { Construct } from 'constructs';
import { dueIndexName } from '#lib/ports/store/table-keys.ts';
import { allow, allowKey, readKey } from '../access/permissions.ts';
import { EncryptedQueue } from '../intake/encrypted-queue.ts';
import type { EventIntake } from '../intake/event-intake.ts';
import { type Surroundings, Worker } from '../worker/worker.ts';

export interface ReviewSweepProps {
  readonly table: ITable;
  /** Where ticks go, as events do. */
  readonly intake: EventIntake;
  readonly surroundings: Surroundings;
}

/** Sends, every minute, a tick for each person whom time alone may have changed. */
export class ReviewSweep extends Construct {
  readonly handler: IFunction;
  readonly deadLetters: Queue;

  constructor(scope: Construct, id: string, { table, intake, surroundings }: ReviewSweepProps) {
    super(scope, id);
    const { key } = surroundings;
    this.deadLetters = new EncryptedQueue(this, 'DeadLetters', { key });
    const sending = intake.sending();
    const worker = new Worker(this, 'Sweep', {
      ...surroundings,
      entry: 'sweep',
      description: 'Sends a tick for each person whose review is due',
      timeout: Duration.seconds(55),
      chunks: sending.chunks,
      permissions: [
        allow(`${table.tableArn}/index/${dueIndexName}`, 'dynamodb:Query'),
        sending.put,
        allow(this.deadLetters.queueArn, 'sqs:SendMessage'),
        allowKey(key, 'dynamodb', ...readKey),
        allowKey(key, 'sqs', 'kms:Decrypt', 'kms:GenerateDataKey'),
        sending.encrypt,
      ],
    });
    this.handler = worker.handler;
    // The next minute's sweep finds all that a failed one missed.
    worker.handler.configureAsyncInvoke({
      retryAttempts: 0,
      maxEventAge: Duration.minutes(1),
      onFailure: { bind: () => ({ destination: this.deadLetters.queueArn }) },
    });
    this.everyMinute(key);
  }

  private everyMinute(key: Surroundings['key']): void {
    const role = new Role(this, 'ScheduleRole', {
      assumedBy: new ServicePrincipal('scheduler.amazonaws.com', {
        conditions: { StringEquals: { 'aws:SourceAccount': Aws.ACCOUNT_ID } },
      }),
    });
    role.addToPolicy(allow(this.handler.functionArn, 'lambda:InvokeFunction'));
    role.addToPolicy(allow(this.deadLetters.queueArn, 'sqs:SendMessage'));
    role.addToPolicy(allowKey(key, 'sqs', 'kms:Decrypt', 'kms:GenerateDataKey'));
    const schedule = new CfnSchedule(this, 'Schedule', {
      description: 'Looks every minute for persons whose review is due',
      scheduleExpression: 'rate(1 minute)',
      flexibleTimeWindow: { mode: 'OFF' },
      target: {
        arn: this.handler.functionArn,
        roleArn: role.roleArn,
        deadLetterConfig: { arn: this.deadLetters.queueArn },
        // The next minute's sweep finds all that this one missed.
        retryPolicy: { maximumEventAgeInSeconds: 60, maximumRetryAttempts: 2 },
      },
    });
    // Without its policy the role is refused when the schedule is made.
    schedule.node.addDependency(role);
  }
}
