import { Duration, Lazy, RemovalPolicy, Stack } from 'aws-cdk-lib';
import type { CfnRule } from 'aws-cdk-lib/aws-events';
import { AnyPrincipal, Effect, PolicyStatement, ServicePrincipal } from 'aws-cdk-lib/aws-iam';
import type { IKey } from 'aws-cdk-lib/aws-kms';
import { Queue, QueueEncryption, type QueueProps } from 'aws-cdk-lib/aws-sqs';
import type { Construct } from 'constructs';
import { PermittedRole } from '../access/permitted-role.ts';
import { acknowledge } from '../checks/acknowledge.ts';

/**
 * The number of attempts after which SQS itself moves a message to the dead letters. The functions give messages up long
 * before, by their age or their fault (`redelivery.ts`); this is for one with which the function never comes to an end. A
 * message is hidden for at least three minutes where the function did not choose the pause, so these are 12.5 hours.
 */
export const maxReceiveCount = 250;

/** A key of a condition without values has no meaning that AWS documents, so it is left out. */
const ofSome = { omitEmpty: true };

type EncryptedQueueProps = QueueProps & { readonly key: IKey };

/**
 * An encrypted queue that keeps messages for 14 days and accepts only TLS.
 *
 * A queue of dead letters stays when its stack is deleted; messages of the other queues are still in the archive. A queue
 * with dead letters of its own takes messages only from its rules and from roles of its stack that may send to it,
 * whatever other policies allow.
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
      removalPolicy: props.deadLetterQueue ? RemovalPolicy.DESTROY : RemovalPolicy.RETAIN_ON_UPDATE_OR_DELETE,
      ...props,
    });
    if (props.deadLetterQueue) this.refuseOthers();
    else {
      acknowledge(this, {
        'AwsSolutions::AwsSolutions-SQS3': 'It holds dead letters itself',
        'Serverless::Serverless-SQSRedrivePolicy': 'It holds dead letters itself',
      });
    }
  }

  /** Lets a rule send its events here, or those that it could not deliver. */
  allowRule(rule: CfnRule): void {
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

  /** A rule has no `aws:PrincipalArn` and any other caller no `aws:SourceArn`; an absent key equals nothing, so each is judged by its own. */
  private refuseOthers(): void {
    const rules = Lazy.list({ produce: () => this.#rules.map(({ attrArn }) => attrArn) }, ofSome);
    const senders = Lazy.list({ produce: () => this.senders() }, ofSome);
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

/** The time for which a message is hidden while a function works on it: six timeouts, as AWS advises, so that a slow batch does not come twice. */
export const visibilityFor = (functionTimeout: Duration): Duration => Duration.seconds(6 * functionTimeout.toSeconds());
