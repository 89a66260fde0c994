import { writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { Aws, Duration, Stage } from 'aws-cdk-lib';
import type { ITable } from 'aws-cdk-lib/aws-dynamodb';
import type { IEventBus } from 'aws-cdk-lib/aws-events';
import { PolicyStatement } from 'aws-cdk-lib/aws-iam';
import type { IBucket } from 'aws-cdk-lib/aws-s3';
import type { Construct } from 'constructs';
import { dueIndexName } from '#lib/ports/store/table-keys.ts';
import { supportSource } from '#lib/use-cases/api/people/support-source.ts';
import { allow, allowKey, allowTable, writeKey } from '../access/permissions.ts';
import { acknowledge, nameInTemplate } from '../checks/acknowledge.ts';
import type { EventIntake } from '../intake/event-intake.ts';
import type { Api } from '../settings/api.ts';
import { patronRoot } from '../worker/bundling.ts';
import { type Surroundings, Worker } from '../worker/worker.ts';

export interface ReadFunctionProps {
  readonly api: Api;
  readonly bus: IEventBus;
  readonly table: ITable;
  /** Takes refused entries once more. */
  readonly intake: EventIntake;
  readonly guards: ITable;
  /** Undefined where no members are kept. */
  readonly memberTable: ITable | undefined;
  /** The table of what was published lately; undefined without a console. */
  readonly feedTable: ITable | undefined;
  /** The bucket of what passes for insight have found; undefined where there are none. */
  readonly results: IBucket | undefined;
  readonly surroundings: Surroundings;
  readonly catalogueFile: string;
}

/** The longest that an HTTP API waits is 30 seconds. */
const timeout = Duration.seconds(29);

/** The function behind both HTTP APIs. Of customers it only reads; what it asks for takes the way of every event. */
export class ReadFunction extends Worker {
  constructor(scope: Construct, id: string, props: ReadFunctionProps) {
    const { surroundings, guards, memberTable, feedTable, results, catalogueFile } = props;
    super(scope, id, {
      ...surroundings,
      environment: {
        ...surroundings.environment,
        GUARDS_TABLE_NAME: guards.tableName,
        ...(memberTable && { MEMBERS_TABLE_NAME: memberTable.tableName }),
        ...(feedTable && { FEED_TABLE_NAME: feedTable.tableName }),
        ...(results && { RESULTS_BUCKET_NAME: results.bucketName }),
      },
      entry: 'read',
      publisher: 'read',
      description: 'Answers the requests of both HTTP APIs',
      timeout,
      catalogueFile,
      files: {
        'access.json': writeAccess(scope, surroundings.name, props.api),
        'openapi.json': join(patronRoot, 'docs', 'schemas', 'openapi.json'),
      },
      chunks: [
        'zoned-calendar',
        'predicted-signals',
        'seldom-measures',
        'sqs-queues',
        'put-entry',
        'bucket-objects',
        'console-words',
        'kept-preview',
        ...props.intake.sending().chunks,
      ],
      permissions: permissionsOf(props),
    });
    if (!results) return;
    acknowledge(this, {
      [`AwsSolutions::AwsSolutions-IAM5[Resource::<${nameInTemplate(results)}.Arn>/*]`]:
        'The pass names its objects by its own instant',
    });
  }
}

/** Who may ask, as `functions/runtime/deployed-access.ts` reads it. */
const writeAccess = (scope: Construct, name: string, { rolesClaim, principals }: Api): string => {
  const file = resolve(Stage.of(scope)!.outdir, `${name}.access.json`);
  writeFileSync(file, JSON.stringify({ rolesClaim, principals }));
  return file;
};

const permissionsOf = (props: ReadFunctionProps): readonly PolicyStatement[] => {
  const { table, guards, feedTable, bus, intake, surroundings } = props;
  const sending = intake.sending();
  return [
    allowTable(table, 'GetItem', 'BatchGetItem', 'Query'),
    // Refused entries are listed by the index.
    allow(`${table.tableArn}/index/${dueIndexName}`, 'dynamodb:Query'),
    allowTable(guards, 'GetItem', 'PutItem'),
    allowKey(surroundings.key, 'dynamodb', ...writeKey),
    ...onMembers(props),
    ...(feedTable ? [allowTable(feedTable, 'Query')] : []),
    ...onResults(props),
    // Refused entries are taken again as events are.
    sending.put,
    sending.encrypt,
    new PolicyStatement({
      actions: ['events:PutEvents'],
      resources: [bus.eventBusArn],
      conditions: { StringEquals: { 'events:source': supportSource, 'events:detail-type': 'ErasureRequested' } },
    }),
  ];
};

const onMembers = ({ memberTable }: ReadFunctionProps): readonly PolicyStatement[] =>
  memberTable ? [allowTable(memberTable, 'GetItem', 'BatchGetItem', 'Query')] : [];

const onResults = ({ results, surroundings }: ReadFunctionProps): readonly PolicyStatement[] =>
  results === undefined
    ? []
    : [
        new PolicyStatement({
          actions: ['s3:GetObject'],
          resources: [`${results.bucketArn}/*`],
          conditions: { StringEquals: { 's3:ResourceAccount': Aws.ACCOUNT_ID } },
        }),
        // Without it S3 refuses to say that an object is not there.
        allow(results.bucketArn, 's3:ListBucket'),
        allowKey(surroundings.key, 's3', 'kms:Decrypt'),
      ];
