import { Duration, Stack } from 'aws-cdk-lib';
import type { Construct } from 'constructs';
import { allow, allowKey } from '../access/permissions.ts';
import { acknowledge } from '../checks/acknowledge.ts';
import { type Surroundings, Worker } from '../worker/worker.ts';
import type { PassMachine } from './pass-machine.ts';

export interface PassStartProps {
  readonly surroundings: Surroundings;
  readonly machine: PassMachine;
  /** The function's file, `functions/<entry>.ts`. */
  readonly entry: string;
  readonly description: string;
}

/** A function that CloudFormation calls whenever a property of its resource changes, and that starts a pass then. */
export class PassStart extends Worker {
  constructor(scope: Construct, id: string, { surroundings, machine, entry, description }: PassStartProps) {
    super(scope, id, {
      ...surroundings,
      environment: { PATRON_NAME: surroundings.name, STATE_MACHINE_ARN: machine.arn },
      entry,
      description,
      timeout: Duration.minutes(2),
      permissions: [
        allow(machine.arn, 'states:StartExecution'),
        // The machine's input is encrypted on behalf of its starter.
        allowKey(surroundings.key, 'states', 'kms:Decrypt', 'kms:GenerateDataKey'),
        allow(Stack.of(scope).stackId, 'cloudformation:DescribeStacks'),
      ],
    });
    acknowledge(this.handler, {
      'Serverless::Serverless-LambdaAsyncFailureDestination':
        'CloudFormation waits for its answer, and says when none comes',
    });
  }
}
