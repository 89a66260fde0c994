import { Duration, type Stack } from 'aws-cdk-lib';
import type { ITable } from 'aws-cdk-lib/aws-dynamodb';
import { CfnRule, type IEventBus, Rule } from 'aws-cdk-lib/aws-events';
import { LambdaFunction } from 'aws-cdk-lib/aws-events-targets';
import { PolicyStatement } from 'aws-cdk-lib/aws-iam';
import type { IFunction } from 'aws-cdk-lib/aws-lambda';
import { Construct } from 'constructs';
import { canaryHeard } from '#events/canary-heard.ts';
import { canarySource } from '#events/canary.ts';
import { canaryPerson } from '#lib/core/profile/canary.ts';
import { canaryPartition } from '#lib/ports/store/table-keys.ts';
import { canaryEventTypes } from '#lib/use-cases/canary/canary-event.ts';
import { allow, allowKey, allowPartitions, writeKey } from '../access/permissions.ts';
import { acknowledge } from '../checks/acknowledge.ts';
import { EncryptedQueue, maxReceiveCount } from '../intake/encrypted-queue.ts';
import type { UndeliverableEvents } from '../intake/undeliverable-events.ts';
import { type Surroundings, Worker } from '../worker/worker.ts';

export interface CanaryProps {
  readonly bus: IEventBus;
  readonly table: ITable;
  readonly undeliverable: UndeliverableEvents;
  readonly surroundings: Surroundings;
  readonly catalogueFile: string;
  /** The stacks of the deployment. */
  readonly stacks: readonly Stack[];
}

/** The states of a stack that has been deployed, or taken back. */
const deployed = ['CREATE_COMPLETE', 'UPDATE_COMPLETE', 'UPDATE_ROLLBACK_COMPLETE'];

/** Tries a deployment out by a made-up person, after each deployment of one of its stacks and whenever it is called. */
export class Canary extends Construct {
  readonly handler: IFunction;

  constructor(scope: Construct, id: string, props: CanaryProps) {
    super(scope, id);
    const heard = this.addEar(props);
    const worker = this.addWorker(props, heard);
    this.handler = worker.handler;
    // Its alarm says that it failed, and it can be called again: a repetition would only put that off.
    worker.handler.configureAsyncInvoke({ retryAttempts: 0 });
    acknowledge(worker.handler, {
      'Serverless::Serverless-LambdaAsyncFailureDestination':
        'An alarm says that it failed, and it can be called again',
    });
    this.afterEachDeployment(props.stacks);
  }

  /** What the bus says of the made-up person goes into a queue that nobody else reads. */
  private addEar({ bus, undeliverable, surroundings: { key } }: CanaryProps): EncryptedQueue {
    const heard = new EncryptedQueue(this, 'Heard', {
      key,
      visibilityTimeout: Duration.minutes(3),
      // None gets there: what is received is deleted at once.
      deadLetterQueue: { queue: undeliverable.deadLetters, maxReceiveCount },
    });
    const rule = new CfnRule(this, 'HeardRule', {
      eventBusName: bus.eventBusName,
      description: 'What the bus says of the made-up person, for the canary',
      eventPattern: canaryHeard.pattern,
      targets: [{ id: 'Queue', arn: heard.queueArn }],
    });
    heard.allowRule(rule);
    acknowledge(this, {
      'Serverless::Serverless-EventBusDLQ': 'The canary fails where it hears nothing, and can be called again',
    });
    return heard;
  }

  private addWorker({ bus, table, surroundings, catalogueFile }: CanaryProps, heard: EncryptedQueue): Worker {
    const { key, environment } = surroundings;
    return new Worker(this, 'Canary', {
      ...surroundings,
      environment: { ...environment, HEARD_QUEUE_URL: heard.queueUrl },
      entry: 'canary',
      publisher: 'canary',
      description: 'Tries the deployment out by a made-up person',
      timeout: Duration.minutes(10),
      catalogueFile,
      chunks: ['zoned-calendar', 'predicted-signals', 'seldom-measures', 'put-entry'],
      permissions: [
        allowPartitions(table, [canaryPerson, canaryPartition], 'Query', 'GetItem', 'BatchGetItem'),
        allowPartitions(table, [canaryPerson, canaryPartition], 'PutItem', 'BatchWriteItem'),
        allowKey(key, 'dynamodb', ...writeKey),
        new PolicyStatement({
          actions: ['events:PutEvents'],
          resources: [bus.eventBusArn],
          conditions: { StringEquals: { 'events:source': canarySource, 'events:detail-type': canaryEventTypes } },
        }),
        allow(heard.queueArn, 'sqs:ReceiveMessage', 'sqs:DeleteMessage'),
        allowKey(key, 'sqs', 'kms:Decrypt'),
      ],
    });
  }

  /** CloudFormation delivers the states of its stacks to the default bus at least once. */
  private afterEachDeployment(stacks: readonly Stack[]): void {
    const ids = stacks.map((stack) =>
      stack.formatArn({ service: 'cloudformation', resource: 'stack', resourceName: `${stack.stackName}/` }),
    );
    const rule = new Rule(this, 'Deployed', {
      description: 'Tries a deployment out once one of its stacks is deployed',
      eventPattern: {
        source: ['aws.cloudformation'],
        detailType: ['CloudFormation Stack Status Change'],
        detail: {
          'stack-id': ids.map((prefix) => ({ prefix })),
          'status-details': { status: deployed },
        },
      },
    });
    rule.addTarget(new LambdaFunction(this.handler));
  }
}
