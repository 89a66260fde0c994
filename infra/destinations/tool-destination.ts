import { Duration, RemovalPolicy, Stack } from 'aws-cdk-lib';
import { CfnApiDestination, CfnConnection, CfnRule, type IEventBus } from 'aws-cdk-lib/aws-events';
import { ServicePrincipal } from 'aws-cdk-lib/aws-iam';
import type { IKey } from 'aws-cdk-lib/aws-kms';
import { CfnPipe } from 'aws-cdk-lib/aws-pipes';
import { Construct } from 'constructs';
import { allow, allowKey } from '../access/permissions.ts';
import { PermittedRole } from '../access/permitted-role.ts';
import { EncryptedQueue } from '../intake/encrypted-queue.ts';
import type { ApiDestination } from '../settings/destination.ts';
import { destinationPattern } from '../settings/destination-pattern.ts';
import { pipeTemplate, ruleTransformer } from './templates.ts';
import { toolRequests, urlOf } from './tool-request.ts';

export interface ToolDestinationProps {
  readonly bus: IEventBus;
  readonly key: IKey;
  readonly settings: ApiDestination;
}

/** How often the pipe sends a change that was left before it is a dead letter. */
const attempts = 5;

/**
 * Tells a tool of changes at the rate that the tool publishes. EventBridge tries each for 24 hours; what the tool refuses, or has not
 * taken by then, is left in a queue. A pipe that an operator starts sends it again once the cause is gone.
 */
export class ToolDestination extends Construct {
  readonly settings: ApiDestination;
  readonly rule: CfnRule;
  /** Changes that the tool has not taken. */
  readonly left: EncryptedQueue;
  /** Those that it has not taken again. */
  readonly deadLetters: EncryptedQueue;
  /** Sends again what is left; stopped until an operator starts it. */
  readonly pipe: CfnPipe;
  readonly #api: CfnApiDestination;

  constructor(scope: Construct, id: string, { bus, key, settings }: ToolDestinationProps) {
    super(scope, id);
    this.settings = settings;
    this.deadLetters = new EncryptedQueue(this, 'DeadLetters', { key });
    this.left = new EncryptedQueue(this, 'Left', {
      key,
      deadLetterQueue: { queue: this.deadLetters, maxReceiveCount: attempts },
      visibilityTimeout: Duration.minutes(1),
      removalPolicy: RemovalPolicy.RETAIN_ON_UPDATE_OR_DELETE,
    });
    this.#api = this.addApi();
    this.rule = this.addRule(bus);
    this.left.allowRule(this.rule);
    this.pipe = this.addPipe(key);
  }

  private addApi(): CfnApiDestination {
    const { tool, secret } = this.settings;
    const { headers = {}, credentials, perSecond } = toolRequests[tool];
    const authParameters = credentials(secret);
    const connection = new CfnConnection(this, 'Connection', {
      description: `Lets Patron send changes of segments to ${tool}`,
      authorizationType: authParameters.basicAuthParameters ? 'BASIC' : 'API_KEY',
      authParameters: {
        ...authParameters,
        invocationHttpParameters: {
          headerParameters: Object.entries(headers).map(([key, value]) => ({ key, value, isValueSecret: false })),
        },
      },
    });
    return new CfnApiDestination(this, 'Api', {
      description: `Changes of segments for ${tool}`,
      connectionArn: connection.attrArn,
      invocationEndpoint: urlOf(this.settings),
      httpMethod: 'POST',
      invocationRateLimitPerSecond: perSecond,
    });
  }

  private addRule(bus: IEventBus): CfnRule {
    const { tool } = this.settings;
    return new CfnRule(this, 'Rule', {
      eventBusName: bus.eventBusName,
      description: `Changes of segments for ${tool}`,
      eventPattern: { ...destinationPattern(this.settings), account: [Stack.of(this).account] },
      targets: [
        {
          id: 'Api',
          arn: this.#api.attrArn,
          roleArn: this.sender('Sender', 'events.amazonaws.com').roleArn,
          inputTransformer: ruleTransformer(toolRequests[tool].body),
          deadLetterConfig: { arn: this.left.queueArn },
          retryPolicy: { maximumEventAgeInSeconds: Duration.days(1).toSeconds(), maximumRetryAttempts: 185 },
        },
      ],
    });
  }

  private addPipe(key: IKey): CfnPipe {
    const { tool } = this.settings;
    const role = this.sender('Resender', 'pipes.amazonaws.com');
    role.permit(
      allow(this.left.queueArn, 'sqs:ReceiveMessage', 'sqs:DeleteMessage', 'sqs:GetQueueAttributes'),
      allowKey(key, 'sqs', 'kms:Decrypt'),
    );
    return new CfnPipe(this, 'Pipe', {
      description: `Sends again what ${tool} has not taken, while it is started`,
      desiredState: 'STOPPED',
      roleArn: role.roleArn,
      source: this.left.queueArn,
      sourceParameters: { sqsQueueParameters: { batchSize: 1 } },
      target: this.#api.attrArn,
      targetParameters: { inputTemplate: pipeTemplate(toolRequests[tool].body) },
    });
  }

  private sender(id: string, service: string): PermittedRole {
    return new PermittedRole(this, id, {
      assumedBy: new ServicePrincipal(service),
      permissions: [allow(this.#api.attrArn, 'events:InvokeApiDestination')],
    });
  }
}
