import { Duration, Lazy, RemovalPolicy, Stack } from 'aws-cdk-lib';
import type { CfnRule } from 'aws-cdk-lib/aws-events';
import { AnyPrincipal, Effect, PolicyStatement, ServicePrincipal } from 'aws-cdk-lib/aws-iam';
import type { IKey } from 'aws-cdk-lib/aws-kms';
import { Queue, QueueEncryption, type QueueProps } from 'aws-cdk-lib/aws-sqs';
import type { Construct } from 'constructs';
import { PermittedRole } from '../access/permitted-role.ts';
import { acknowledge } from '../checks/acknowledge.ts';

/** How often a message is tried before it waits among the dead letters. */
export const maxReceiveCount = 5;

type EncryptedQueueProps = QueueProps & { readonly key: IKey };

/**
 * A queue that keeps what it holds for 14 days, encrypted, and speaks TLS alone.
 *
 * One that holds dead letters stays when its stack is deleted: what another queue holds is in the archive still. Any
 * other takes messages from its own rules and from roles of its stack that are allowed to send to it, whatever a policy
 * elsewhere allows.
 */
export class EncryptedQueue extends Queue {
  readonly #rules: CfnRule[] = [];

  constructor(scope: Construct, id: string, { key, ...props }: EncryptedQueueProps) {
    super(scope, id, {
      encryption: QueueEncryption.KMS,
      encryptionMasterKey: key,
      dataKeyReuse: Duration.hours(1),
      enforceSSL: true,
      retentionPeriod: Duration.days(14),
      removalPolicy: props.deadLetterQueue ? RemovalPolicy.DESTROY : RemovalPolicy.RETAIN,
      ...props,
    });
    if (props.deadLetterQueue) this.refuseOthers();
    else {
      acknowledge(this, {
        'AwsSolutions::AwsSolutions-SQS3': 'Holds dead letters itself',
        'Serverless::Serverless-SQSRedrivePolicy': 'Holds dead letters itself',
      });
    }
  }

  /** Lets a rule put events in, or leave those that it could not deliver. */
  letIn(rule: CfnRule): void {
    this.#rules.push(rule);
    this.addToResourcePolicy(
      new PolicyStatement({
        principals: [new ServicePrincipal('events.amazonaws.com')],
        actions: ['sqs:SendMessage'],
        resources: [this.queueArn],
        conditions: { ArnEquals: { 'aws:SourceArn': rule.attrArn } },
      }),
    );
  }

  /** A caller that is no rule has no `aws:SourceArn`, one that is a rule no `aws:PrincipalArn`: what is absent equals nothing. */
  private refuseOthers(): void {
    const rules = Lazy.list({ produce: () => this.#rules.map(({ attrArn }) => attrArn) });
    const senders = Lazy.list({ produce: () => this.senders() });
    this.addToResourcePolicy(
      new PolicyStatement({
        sid: 'OnlyOwnRulesAndRoles',
        effect: Effect.DENY,
        principals: [new AnyPrincipal()],
        actions: ['sqs:SendMessage'],
        resources: [this.queueArn],
        conditions: { ArnNotEquals: { 'aws:SourceArn': rules, 'aws:PrincipalArn': senders } },
      }),
    );
  }

  private senders(): string[] {
    return Stack.of(this)
      .node.findAll()
      .filter((construct) => construct instanceof PermittedRole)
      .filter((role) => role.allows('sqs:SendMessage', this.queueArn))
      .map(({ roleArn }) => roleArn);
  }
}

/** How long a message is hidden while a function works on it: what AWS advises, lest a slow batch comes twice. */
export const visibilityFor = (functionTimeout: Duration): Duration => Duration.seconds(6 * functionTimeout.toSeconds());
