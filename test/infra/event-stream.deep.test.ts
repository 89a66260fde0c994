import { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { EventBridgeClient } from '@aws-sdk/client-eventbridge';
import { S3Client } from '@aws-sdk/client-s3';
import { SQSClient } from '@aws-sdk/client-sqs';
import { mockClient } from 'aws-sdk-client-mock';
import { describe, expect, test } from 'vitest';
import { customerEventsPattern, unroutablePattern, visitorEventsPattern } from '#events/routing.ts';
import { streamReading } from '#lib/tools/cost/stream-batches.ts';
import { accountIn } from '#lib/tools/removal/account.ts';
import { namedAfter } from '#lib/tools/removal/named.ts';
import { read } from '#test/docs/pages.ts';
import {
  allowedTo,
  functionNames,
  functionOf,
  named,
  propertiesOf,
  resourcesOf,
  synthesise,
  theResource,
  type Json,
} from './synthesised.ts';

const { stateless } = synthesise({ intake: 'stream', api: {} });
const drained = synthesise({ intake: 'drain', api: {} }).stateless;
const plain = synthesise({ api: {} }).stateless;
const templates = { fifo: plain, stream: stateless, drain: drained };

const stream = 'EventIntakeStream';
const failures = 'EventIntakeStreamFailures';

const through = (service: string) => ` if kms:ViaService StringEquals ${service}.AWS::Region.amazonaws.com`;
const gateIsTold = (template: typeof stateless) => theResource(template, 'Custom::DeploymentGate')['Properties'].Intake;

const ruleOf = (pattern: object, template = stateless): Json =>
  theResource(template, 'AWS::Events::Rule', { EventPattern: pattern });
const targetOf = (pattern: object, template = stateless): Json => ruleOf(pattern, template)['Properties'].Targets[0];
const mappingsIn = (template: typeof stateless) =>
  resourcesOf(template, 'AWS::Lambda::EventSourceMapping').filter(([id]) => id.startsWith('CustomerUpdates'));
const fromStream = (template: typeof stateless): Json =>
  mappingsIn(template).find(([, { Properties }]) => named(Properties.EventSourceArn) === `${stream}.Arn`)?.[1] ?? {};
const rolesOf = (template: typeof stateless, name: string) =>
  resourcesOf(template, 'AWS::IAM::Role').filter(([id]) => named({ Ref: id }) === name);
const lines = (entry: string, template = stateless): readonly string[] =>
  allowedTo(template, functionOf(template, entry)['Role']['Fn::GetAtt'][0]);

describe('the stream of events', () => {
  test('grows by itself, is encrypted with the key, keeps a week, and goes with its stack', () => {
    const { Properties, DeletionPolicy } = theResource(stateless, 'AWS::Kinesis::Stream');
    expect(Properties).toEqual({
      RetentionPeriodHours: 168,
      StreamModeDetails: { StreamMode: 'ON_DEMAND' },
      StreamEncryption: { EncryptionType: 'KMS', KeyId: expect.anything() },
    });
    expect(named(Properties.StreamEncryption.KeyId)).toBe('Key.Arn');
    expect(DeletionPolicy).toBe('Delete');
  });

  test.each([
    [customerEventsPattern, '$.detail.customerId'],
    [visitorEventsPattern, '$.detail.anonymousId'],
  ])('is filled by the rule of %j with the person as the key', (pattern, partitionKeyPath) => {
    const target = targetOf(pattern);
    expect(named(target['Arn'])).toBe(`${stream}.Arn`);
    expect(target['KinesisParameters']).toEqual({ PartitionKeyPath: partitionKeyPath });
    expect(target['SqsParameters']).toBeUndefined();
    expect(named(target['DeadLetterConfig'].Arn)).toBe('UndeliverableEventsQueue.Arn');
    expect(named(target['RoleArn'])).toBe('EventIntakeStreamRulesRole.Arn');
  });

  test('takes the place of the queue in one call: the targets have one id', () => {
    for (const pattern of [customerEventsPattern, visitorEventsPattern]) {
      const ids = Object.values(templates).map((template) => targetOf(pattern, template)['Id']);
      expect(new Set(ids).size).toBe(1);
    }
  });

  test.each(Object.entries(templates))(
    'leaves the queue open to the rules, with the intake %s',
    (_intake, template) => {
      const policy = propertiesOf(template, 'AWS::SQS::QueuePolicy').find(
        ({ Queues }) => named(Queues) === 'EventIntakeQueue',
      );
      const { Statement } = policy?.['PolicyDocument'] ?? {};
      const rules = ['EventIntakeCustomersRule.Arn', 'EventIntakeVisitorsRule.Arn'];
      const allowed = Statement.filter(({ Effect }: Json) => Effect === 'Allow');
      expect(allowed.map(({ Condition }: Json) => named(Condition.ArnEquals['aws:SourceArn']))).toEqual(rules);
      const refused = Statement.find(({ Sid }: Json) => Sid === 'OnlyOwnRulesAndRoles');
      expect(named(refused.Condition.ArnNotEquals['aws:SourceArn'])).toBe(rules.join());
    },
  );

  test('is filled only once the function reads it', () => {
    const reader = mappingsIn(stateless).find(([id]) => id.includes('StreamSource'));
    for (const pattern of [customerEventsPattern, visitorEventsPattern]) {
      expect(ruleOf(pattern)['DependsOn']).toContain(reader?.[0]);
    }
  });

  test('is not asked about what no rule can route', () => {
    expect(named(targetOf(unroutablePattern)['Arn'])).toBe('QuarantineIntakeUnroutable.Arn');
  });

  test('takes records of rules of this bus alone', () => {
    const [[id, role] = ['', {}], ...furtherRoles] = rolesOf(stateless, 'EventIntakeStreamRulesRole');
    expect(furtherRoles).toEqual([]);
    expect(allowedTo(stateless, id)).toEqual([
      `kinesis:PutRecord on ${stream}.Arn`,
      'kms:GenerateDataKey on Key.Arn if kms:ViaService StringEquals kinesis.AWS::Region.amazonaws.com',
    ]);
    const [statement, ...others] = role['Properties'].AssumeRolePolicyDocument.Statement;
    expect(others).toEqual([]);
    expect(statement.Principal).toEqual({ Service: 'events.amazonaws.com' });
    expect(named(statement.Condition.ArnLike['aws:SourceArn'])).toBe(
      'arn:AWS::Partition:events:AWS::Region:AWS::AccountId:rule/patron/*',
    );
    expect(named(statement.Condition.StringEquals['aws:SourceAccount'])).toBe('AWS::AccountId');
  });
});

describe('update', () => {
  test('takes records by batches of two seconds, from the first one on, and lets a record go after a thousand attempts or six days', () => {
    const { Properties } = fromStream(stateless);
    expect(Properties).toEqual({
      FunctionName: expect.anything(),
      EventSourceArn: expect.anything(),
      StartingPosition: 'TRIM_HORIZON',
      BatchSize: 500,
      MaximumBatchingWindowInSeconds: 2,
      ParallelizationFactor: 4,
      FunctionResponseTypes: ['ReportBatchItemFailures'],
      BisectBatchOnFunctionError: true,
      MaximumRetryAttempts: 1_000,
      MaximumRecordAgeInSeconds: 518_400,
      DestinationConfig: { OnFailure: { Destination: expect.anything() } },
      MetricsConfig: { Metrics: ['EventCount'] },
    });
    expect(named(Properties.DestinationConfig.OnFailure.Destination)).toBe(`${failures}.Arn`);
    expect(Properties).toMatchObject({
      BatchSize: streamReading.most,
      MaximumBatchingWindowInSeconds: streamReading.window,
    });
    // A record that is given up for its age is still in the stream then.
    const kept = theResource(stateless, 'AWS::Kinesis::Stream')['Properties'].RetentionPeriodHours * 3600;
    expect(kept).toBe(streamReading.keptDays * 86_400);
    expect(Properties.MaximumRecordAgeInSeconds).toBeLessThan(kept);
  });

  test('updates more batches of a shard at once where the deployment may update more', () => {
    const { Properties } = fromStream(synthesise({ intake: 'stream', concurrency: 200 }).stateless);
    expect(Properties.ParallelizationFactor).toBe(8);
  });

  test('empties the queues beside the stream, so that what waits in one is taken when the other is filled', () => {
    const sources = (template: typeof stateless) =>
      mappingsIn(template).map(([, { Properties }]) => named(Properties.EventSourceArn));
    const queues = ['EventIntakeQueue.Arn', 'EventIntakeSlowQueue.Arn'];
    expect(sources(plain)).toEqual(queues);
    expect(sources(stateless)).toEqual([...queues, `${stream}.Arn`]);
    expect(sources(drained)).toEqual([...queues, `${stream}.Arn`]);
  });

  test('may read the stream, write it, and leave in the bucket what it cannot take', () => {
    const more = lines('update').filter((line) => !lines('update', plain).includes(line));
    expect(more).toEqual([
      ...['DescribeStream', 'DescribeStreamSummary', 'GetRecords', 'GetShardIterator', 'ListShards', 'PutRecords'].map(
        (action) => `kinesis:${action} on ${stream}.Arn`,
      ),
      `kms:Decrypt on Key.Arn${through('kinesis')}`,
      `kms:GenerateDataKey on Key.Arn${through('kinesis')}`,
      `kms:GenerateDataKey on Key.Arn${through('s3')}`,
      `s3:ListBucket on ${failures}.Arn`,
      `s3:PutObject on ${failures}.Arn/* if s3:ResourceAccount StringEquals AWS::AccountId`,
    ]);
    expect(lines('update')).not.toContain('sqs:SendMessage on EventIntakeQueue.Arn');
  });
});

describe('who puts messages before the updates', () => {
  const senders = ['update', 'sweep', 'quarantine', 'backfill-part', 'read'];

  test.each(senders)('%s puts them into the stream, and not into the queue', (entry) => {
    expect(lines(entry)).toContain(`kinesis:PutRecords on ${stream}.Arn`);
    expect(lines(entry)).not.toContain('sqs:SendMessage on EventIntakeQueue.Arn');
  });

  test('nobody else', () => {
    const found = [...functionNames, 'read'].filter((entry) => lines(entry).some((line) => line.includes('PutRecord')));
    expect(found.toSorted()).toEqual(senders.toSorted());
  });

  test.each(senders)('%s puts them into the queue while the stream is drained', (entry) => {
    expect(lines(entry, drained)).toContain('sqs:SendMessage on EventIntakeQueue.Arn');
    expect(lines(entry, drained).filter((line) => line.includes('PutRecord'))).toEqual([]);
  });

  test('all functions are told of the stream where it is filled, and only there', () => {
    const told = (template: typeof stateless) =>
      functionNames.filter((entry) => 'STREAM_NAME' in functionOf(template, entry)['Environment'].Variables);
    const apart = new Set(['deployment-gate', 'backfill-start', 'members-start']);
    expect(told(stateless)).toEqual(functionNames.filter((entry) => !apart.has(entry)));
    expect(named(functionOf(stateless, 'sweep')['Environment'].Variables.STREAM_NAME)).toBe(stream);
    expect([...told(drained), ...told(plain)]).toEqual([]);
  });

  test('people are told its ARN in an output, where it is filled', () => {
    const [output, ...others] = Object.values(stateless.findOutputs('StreamArn'));
    expect(others).toEqual([]);
    expect(named(output?.['Value'])).toBe(`${stream}.Arn`);
    expect(drained.findOutputs('StreamArn')).toEqual({});
  });

  test('the operator may put messages there, and send again what was left in the bucket', () => {
    const operatorIn = (template: typeof stateless): readonly string[] =>
      allowedTo(
        template,
        resourcesOf(template, 'AWS::IAM::Role').find(([id]) => named({ Ref: id }) === 'Operator')![0],
      );
    const more = operatorIn(stateless).filter((line) => !operatorIn(plain).includes(line));
    expect(more).toEqual([
      `kinesis:PutRecords on ${stream}.Arn`,
      'kms:GenerateDataKey on Key.Arn if kms:ViaService StringEquals kinesis.AWS::Region.amazonaws.com',
      'lambda:InvokeFunction on CustomerUpdatesUpdateHandler.Arn',
      `s3:DeleteObject on ${failures}.Arn/*`,
      `s3:GetObject on ${failures}.Arn/*`,
      `s3:ListBucket on ${failures}.Arn`,
    ]);
    expect(operatorIn(drained).filter((line) => line.includes('kinesis'))).toEqual([]);
  });
});

describe('a deployment with the queue alone', () => {
  test('has nothing of a stream', () => {
    expect(JSON.stringify(plain.toJSON())).not.toMatch(/[Kk]inesis|STREAM_NAME|EventIntakeStream|StreamSource/);
  });
});

describe('patron remove', () => {
  test('knows the bucket of failures by its name, which stays when the stream has gone from its stack', async () => {
    const kept = resourcesOf(stateless, 'AWS::S3::Bucket').filter(([, { DeletionPolicy }]) =>
      DeletionPolicy.startsWith('Retain'),
    );
    const names = kept.map(([id]) => `patron-${id.toLowerCase()}-8xkq2v`);
    expect(names.join()).toContain(failures.toLowerCase());
    const others = names.map((name) => `other-${name}`);
    const [buckets, tables] = [mockClient(S3Client), mockClient(DynamoDBClient)];
    const [queues, buses] = [mockClient(SQSClient), mockClient(EventBridgeClient)];
    buckets.onAnyCommand().resolves({ Buckets: [...names, ...others].map((Name) => ({ Name })) });
    for (const any of [tables.onAnyCommand(), queues.onAnyCommand(), buses.onAnyCommand()]) any.resolves({});
    const found = await namedAfter(accountIn('eu-west-1'), 'patron');
    expect(found.filter(({ type }) => type === 'AWS::S3::Bucket').map(({ id }) => id)).toEqual(names);
    for (const client of [buckets, tables, queues, buses]) client.restore();
  });
});

describe('the gate', () => {
  test('is asked whenever the intake changes, so that it can refuse to take a stream away that is being filled', () => {
    expect([plain, stateless, drained].map(gateIsTold)).toEqual([undefined, 'stream', 'drain']);
  });
});

describe('alarms on the stream', () => {
  const alarmsIn = (template: typeof stateless) =>
    propertiesOf(template, 'AWS::CloudWatch::Alarm').map(({ AlarmName }) => String(AlarmName));
  const added = propertiesOf(stateless, 'AWS::CloudWatch::Alarm').filter(
    ({ AlarmName }) => !alarmsIn(plain).includes(AlarmName),
  );
  const told = added.map((alarm) => [
    alarm['AlarmName'],
    alarm['MetricName'],
    alarm['Dimensions'].map(({ Value }: Json) => named(Value)).join(),
    alarm['Threshold'],
    alarm['EvaluationPeriods'],
  ]);

  test('are these', () => {
    const source = expect.stringContaining('CustomerUpdatesUpdateHandlerStreamSource');
    const update = 'CustomerUpdatesUpdateHandler';
    expect(told).toEqual([
      ['patron-intake-stream-age-warn', 'IteratorAge', update, 60_000, 5],
      ['patron-intake-stream-age-stuck', 'IteratorAge', update, 3_600_000, 5],
      ['patron-intake-stream-throttles-write', 'WriteProvisionedThroughputExceeded', stream, 0, 5],
      ['patron-intake-stream-throttles-read', 'ReadProvisionedThroughputExceeded', stream, 0, 5],
      ['patron-intake-stream-failures', 'OnFailureDestinationDeliveredEventCount', source, 0, 1],
      ['patron-last-nets-destination-update', 'DestinationDeliveryFailures', update, 0, 1],
      ['patron-last-nets-dropped-records', 'DroppedEventCount', source, 0, 1],
    ]);
  });

  test('name sections of the runbook', () => {
    const headings = [...read('docs/runbook.md').matchAll(/^## (.*)$/gm)].map(([, heading = '']) =>
      heading.toLowerCase().replaceAll(' ', '-'),
    );
    for (const { AlarmDescription } of added) expect(headings).toContain(String(AlarmDescription).split('#')[1]);
  });

  test('are there until the stream is gone', () => {
    expect(alarmsIn(drained)).toEqual(alarmsIn(stateless));
  });
});

describe('the dashboard', () => {
  const shown = JSON.stringify(theResource(stateless, 'AWS::CloudWatch::Dashboard'));

  test('shows what comes into the stream, and how far behind its reader is', () => {
    expect(shown).toContain('IncomingRecords');
    expect(shown).toContain('GetRecords.IteratorAgeMilliseconds');
    expect(shown).toContain('0.04 + (FILL(bytes, 0) + 512 * FILL(records, 0)) / 1000000000 * 0.12');
  });
});
