import { Aws, Duration } from 'aws-cdk-lib';
import type { ITable } from 'aws-cdk-lib/aws-dynamodb';
import type { IEventBus } from 'aws-cdk-lib/aws-events';
import { PolicyStatement } from 'aws-cdk-lib/aws-iam';
import type { IBucket } from 'aws-cdk-lib/aws-s3';
import { Construct } from 'constructs';
import { outgoingSource } from '#lib/ports/publisher/change-publisher.ts';
import { allow, allowKey, allowTable, readKey, writeKey } from '../access/permissions.ts';
import { PrivateBucket } from '../bucket/private-bucket.ts';
import { acknowledge, nameInTemplate } from '../checks/acknowledge.ts';
import { memberSurroundings } from '../members/member-surroundings.ts';
import { PassMachine } from '../pass/pass-machine.ts';
import type { Settings } from '../settings/settings.ts';
import { type Surroundings, Worker, type WorkerProps } from '../worker/worker.ts';
import { addSchedule } from './insight-schedule.ts';

export interface InsightPassProps {
  readonly bus: IEventBus;
  readonly table: ITable;
  /** The lists of members that are counted at the end; undefined where none are kept. */
  readonly memberTable: ITable | undefined;
  readonly surroundings: Surroundings;
  readonly settings: Settings;
  readonly catalogueFile: string;
}

/** From this many MB on Lambda gives a function a whole processor: it counts and compares, and hardly waits. */
const wholeProcessor = 1_769;

const text = { comment: 'Learns from everybody what segments are like', error: 'InsightFailed' };

/** Counts everybody in two rounds over the table, every week and whenever the machine is started, and keeps what it finds in a bucket. */
export class InsightPass extends Construct {
  readonly machine: PassMachine;
  readonly bucket: IBucket;
  readonly #props: InsightPassProps;

  constructor(scope: Construct, id: string, props: InsightPassProps) {
    super(scope, id);
    this.#props = props;
    const { surroundings, settings, memberTable } = props;
    const { name, key } = surroundings;
    this.bucket = new PrivateBucket(this, 'Results', { key, keep: settings.keep, lifecycleRules });
    const round = this.addWorker('Round', {
      entry: 'insight-round',
      publisher: 'insight-round',
      description: 'Leads a pass for insight from round to round, and keeps and announces its results',
      permissions: this.roundPermissions(),
      environment: memberTable ? memberSurroundings(memberTable, settings.members) : {},
    });
    const part = this.addWorker('Part', {
      entry: 'insight-part',
      description: 'Counts the persons of a part of the table',
      environment: {},
      permissions: this.partPermissions(),
    });
    this.machine = new PassMachine(this, 'Pass', {
      name: `${name}-insight`,
      key,
      functions: { round: round.handler, part: part.handler },
      text,
      logDays: settings.retention.logs,
      traced: settings.traceSampling !== 'off',
    });
    const timeZone = settings.catalogue.timeZone ?? 'UTC';
    addSchedule(this, { machine: this.machine, key, timeZone });
  }

  private addWorker(
    id: string,
    { environment, ...props }: Pick<WorkerProps, 'entry' | 'publisher' | 'description' | 'permissions' | 'environment'>,
  ): Worker {
    const { surroundings, settings, catalogueFile } = this.#props;
    const worker = new Worker(this, id, {
      ...surroundings,
      ...props,
      environment: { ...surroundings.environment, BUCKET_NAME: this.bucket.bucketName, ...environment },
      memory: Math.max(settings.memory, wholeProcessor),
      timeout: Duration.minutes(5),
      catalogueFile,
      usesBuckets: true,
    });
    acknowledge(worker, {
      [`AwsSolutions::AwsSolutions-IAM5[Resource::<${nameInTemplate(this.bucket)}.Arn>/*]`]:
        'The pass names its objects by its own instant',
    });
    return worker;
  }

  private roundPermissions(): readonly PolicyStatement[] {
    const { bus, table, memberTable, surroundings } = this.#props;
    return [
      // A few people are read with their events, so that conditions can be tried on them.
      allowTable(table, 'DescribeTable', 'Query', 'BatchGetItem'),
      ...(memberTable ? [allowTable(memberTable, 'GetItem', 'PutItem', 'Query')] : []),
      allowKey(surroundings.key, 'dynamodb', ...(memberTable ? writeKey : readKey)),
      ...this.onObjects(),
      new PolicyStatement({
        actions: ['events:PutEvents'],
        resources: [bus.eventBusArn],
        conditions: { StringEquals: { 'events:source': outgoingSource } },
      }),
    ];
  }

  private partPermissions(): readonly PolicyStatement[] {
    const { table, surroundings } = this.#props;
    return [
      // Texts and changes are read from the ledger, person by person.
      allowTable(table, 'Scan', 'Query'),
      allowKey(surroundings.key, 'dynamodb', ...readKey),
      ...this.onObjects(),
    ];
  }

  private onObjects(): readonly PolicyStatement[] {
    const { bucketArn } = this.bucket;
    return [
      new PolicyStatement({
        actions: ['s3:GetObject', 's3:PutObject', 's3:DeleteObject'],
        resources: [`${bucketArn}/*`],
        conditions: { StringEquals: { 's3:ResourceAccount': Aws.ACCOUNT_ID } },
      }),
      // Without it S3 refuses to say that an object is not there.
      allow(bucketArn, 's3:ListBucket'),
      allowKey(this.#props.surroundings.key, 's3', 'kms:Decrypt', 'kms:GenerateDataKey'),
    ];
  }
}

/** What a pass needs on its way names persons, and goes when the pass is surely over. */
const lifecycleRules = [
  { prefix: 'parts/', expiration: Duration.days(2) },
  { prefix: 'sample/', expiration: Duration.days(2) },
  // Numbers of buyers without ids, by which a model can be fitted until some later pass has gathered them again.
  { prefix: 'buyers/', expiration: Duration.days(30) },
  { prefix: 'results/', expiration: Duration.days(400) },
];
