import { ArnFormat, RemovalPolicy, Stack } from 'aws-cdk-lib';
import { CfnArchive, type CfnEventBus, EventBus } from 'aws-cdk-lib/aws-events';
import { PolicyStatement, ServicePrincipal } from 'aws-cdk-lib/aws-iam';
import type { IKey } from 'aws-cdk-lib/aws-kms';
import type { Queue } from 'aws-cdk-lib/aws-sqs';
import { Construct } from 'constructs';
import { canarySource } from '#events/canary.ts';
import { outgoingSource } from '#lib/ports/publisher/change-publisher.ts';
import { busPolicy } from '../access/bus-policy.ts';
import {
  adaptersOf,
  announcerRoleArn,
  canaryRoleArn,
  publisherRoleArns,
  readersOf,
} from '../access/publisher-roles.ts';
import type { Producer } from '../settings/producers.ts';
import type { Settings } from '../settings/settings.ts';
import { EncryptedQueue } from './encrypted-queue.ts';

export interface PatronBusProps {
  /** The name of the deployment, of its bus and of its archive: fixed, because the key must name the bus before the bus exists. */
  readonly name: string;
  readonly key: IKey;
  readonly producers: readonly Producer[];
  /** Whether the pass for insight is deployed, which puts events as Patron. */
  readonly insight: Settings['insight'];
  /** The segments whose members are kept, and can be announced. */
  readonly members: Settings['members'];
  /** Undefined where the deployment has no HTTP API, which may ask for erasures. */
  readonly api: Settings['api'];
  /** The other systems of whose events events are made. */
  readonly sources: Settings['sources'];
  /** The days for which the archive is kept. An erasure cannot reach into it. */
  readonly archiveDays: number;
}

/** The bus that shops put events on and campaigns listen to, and the archive from which events can be sent again. */
export class PatronBus extends Construct {
  readonly bus: EventBus;
  /** Events that could not be encrypted or decrypted. */
  readonly deadLetters: Queue;
  /** The name of the archive. */
  readonly archiveName: string;

  constructor(scope: Construct, id: string, props: PatronBusProps) {
    super(scope, id);
    const { name, key, archiveDays } = props;
    const producers = [...props.producers, ...readersOf(this, props), ...adaptersOf(this, props)];
    this.deadLetters = new EncryptedQueue(this, 'DeadLetters', { key });
    this.archiveName = name;
    const arn = busArn(this, name);
    this.deadLetters.addToResourcePolicy(leftBy(arn, this.deadLetters));
    this.bus = new EventBus(this, 'Bus', { eventBusName: name, kmsKey: key, deadLetterQueue: this.deadLetters });
    this.bus.applyRemovalPolicy(RemovalPolicy.RETAIN_ON_UPDATE_OR_DELETE);
    // One document on the bus itself instead of a resource for each statement, so the bus never exists without it.
    const publishers = publisherRoleArns(this, props);
    const announcer = announcerRoleArn(this, props);
    (this.bus.node.defaultChild as CfnEventBus).policy = busPolicy({
      busArn: arn,
      producers,
      publishers,
      announcer,
      canary: canaryRoleArn(this, props),
    });
    this.addArchive(key, { arn, archiveDays });
  }

  /** A plain resource: the library's archive names the bus by reference in the key's policy, in a circle with the bus's key. */
  private addArchive(key: IKey, { arn, archiveDays }: { readonly arn: string; readonly archiveDays: number }): void {
    const archive = new CfnArchive(this, 'Archive', {
      archiveName: this.archiveName,
      sourceArn: this.bus.eventBusArn,
      description: 'What shops said, and not what Patron said: a replay would publish old changes again',
      eventPattern: { source: [{ 'anything-but': [outgoingSource, canarySource] }] },
      retentionDays: archiveDays,
      kmsKeyIdentifier: key.keyArn,
    });
    archive.applyRemovalPolicy(RemovalPolicy.RETAIN_ON_UPDATE_OR_DELETE);
    const events = new ServicePrincipal('events.amazonaws.com');
    key.addToResourcePolicy(
      new PolicyStatement({
        sid: 'EventsIntoArchive',
        principals: [events],
        actions: ['kms:Decrypt', 'kms:GenerateDataKey', 'kms:ReEncryptFrom', 'kms:ReEncryptTo'],
        resources: ['*'],
        conditions: { StringEquals: { 'kms:EncryptionContext:aws:events:event-bus:arn': arn } },
      }),
    );
    key.addToResourcePolicy(
      new PolicyStatement({
        sid: 'CheckOfTheKey',
        principals: [events],
        actions: ['kms:DescribeKey'],
        resources: ['*'],
      }),
    );
  }
}

/** Lets the bus send to its dead letters, which the construct library leaves out. */
const leftBy = (bus: string, queue: Queue): PolicyStatement =>
  new PolicyStatement({
    principals: [new ServicePrincipal('events.amazonaws.com')],
    actions: ['sqs:SendMessage'],
    resources: [queue.queueArn],
    conditions: { ArnEquals: { 'aws:SourceArn': bus } },
  });

const busArn = (scope: Construct, resourceName: string): string =>
  Stack.of(scope).formatArn({
    service: 'events',
    resource: 'event-bus',
    resourceName,
    arnFormat: ArnFormat.SLASH_RESOURCE_NAME,
  });
