import { describe, expect, test } from 'vitest';
import { longestTrialMs, pauseAfter } from '#lib/use-cases/intake/redelivery.ts';
import { customerEventsPattern, unroutablePattern, visitorEventsPattern } from '#events/routing.ts';
import {
  functionNames,
  functionOf,
  named,
  propertiesOf,
  resourcesOf,
  synthesise,
  theResource,
  type Json,
} from './synthesised.ts';

const { stateless } = synthesise({ deployment: 7 });

const queueOf = (name: string) => {
  const found = resourcesOf(stateless, 'AWS::SQS::Queue').find(([id]) => named({ Ref: id }) === name);
  return found?.[1]['Properties'];
};

const targetOf = (pattern: object) => {
  const { Properties } = theResource(stateless, 'AWS::Events::Rule', { EventPattern: pattern });
  expect(Properties['Targets']).toHaveLength(1);
  return Properties['Targets'][0];
};

describe('routing', () => {
  test('events of customers wait in a group for each customer', () => {
    expect(targetOf(customerEventsPattern)).toMatchObject({
      Arn: { 'Fn::GetAtt': [expect.stringContaining('EventIntakeQueue'), 'Arn'] },
      SqsParameters: { MessageGroupId: '$.detail.customerId' },
    });
  });

  test('events of visitors wait in a group for each visitor', () => {
    expect(targetOf(visitorEventsPattern)).toMatchObject({
      Arn: { 'Fn::GetAtt': [expect.stringContaining('EventIntakeQueue'), 'Arn'] },
      SqsParameters: { MessageGroupId: '$.detail.anonymousId' },
    });
  });

  test('what neither rule takes goes to quarantine, in no group', () => {
    const target = targetOf(unroutablePattern);
    expect(named(target.Arn)).toBe('QuarantineIntakeUnroutable.Arn');
    expect(target.SqsParameters).toBeUndefined();
  });

  test('what a rule cannot deliver goes to quarantine too', () => {
    const rules = resourcesOf(stateless, 'AWS::Events::Rule').filter(([id]) => !id.startsWith('Canary'));
    expect(rules).toHaveLength(3);
    for (const [, { Properties }] of rules) {
      const { Targets } = Properties;
      for (const target of Targets) {
        expect(named(target.DeadLetterConfig.Arn)).toBe('UndeliverableEventsQueue.Arn');
        expect(target.RetryPolicy).toEqual({ MaximumEventAgeInSeconds: 86_400, MaximumRetryAttempts: 185 });
      }
    }
    // EventBridge leaves dead letters in standard queues alone.
    expect(queueOf('UndeliverableEventsQueue')['FifoQueue']).toBeUndefined();
  });
});

describe('queues', () => {
  test('events are taken in order, deduplicated by content, at high throughput', () => {
    expect(queueOf('EventIntakeQueue')).toMatchObject({
      FifoQueue: true,
      ContentBasedDeduplication: true,
      DeduplicationScope: 'messageGroup',
      FifoThroughputLimit: 'perMessageGroupId',
    });
    expect(queueOf('EventIntakeDeadLetters')['FifoQueue']).toBe(true);
  });

  test('every queue has dead letters or holds them', () => {
    const queues = resourcesOf(stateless, 'AWS::SQS::Queue');
    const without = queues.filter(([, { Properties }]) => Properties.RedrivePolicy === undefined);
    expect(without.map(([id]) => named({ Ref: id })).sort()).toEqual([
      'EventIntakeDeadLetters',
      'ReviewSweepDeadLetters',
      'UndeliverableEventsDeadLetters',
    ]);
    const redriven = propertiesOf(stateless, 'AWS::SQS::Queue').flatMap(({ RedrivePolicy }) => RedrivePolicy ?? []);
    expect(redriven.map(({ maxReceiveCount }) => maxReceiveCount)).toEqual([250, 250, 250, 250, 250]);
  });

  test('no queue moves to its dead letters what a function would still try', () => {
    for (const { RedrivePolicy, VisibilityTimeout } of propertiesOf(stateless, 'AWS::SQS::Queue')) {
      if (RedrivePolicy === undefined) continue;
      const pauses = Array.from({ length: RedrivePolicy.maxReceiveCount }, (_, index) =>
        Math.min(pauseAfter({ receives: index + 1 }), VisibilityTimeout),
      );
      const seconds = pauses.reduce((sum, pause) => sum + pause, 0);
      expect(seconds * 1000).toBeGreaterThan(longestTrialMs);
    }
  });

  test('every queue is encrypted with the key', () => {
    for (const { KmsMasterKeyId } of propertiesOf(stateless, 'AWS::SQS::Queue')) {
      expect(named(KmsMasterKeyId)).toBe('Key.Arn');
    }
  });

  test('dead letters stay when the stack is deleted', () => {
    for (const [, queue] of resourcesOf(stateless, 'AWS::SQS::Queue')) {
      const holdsDeadLetters = queue['Properties'].RedrivePolicy === undefined;
      expect(queue['DeletionPolicy']).toBe(holdsDeadLetters ? 'RetainExceptOnCreate' : 'Delete');
    }
  });

  test('every dead letter waits 14 days', () => {
    for (const { MessageRetentionPeriod } of propertiesOf(stateless, 'AWS::SQS::Queue')) {
      expect(MessageRetentionPeriod).toBe(14 * 86_400);
    }
  });

  test.each([
    ['EventIntakeQueue', 'update'],
    ['EventIntakeSlowQueue', 'update'],
    ['QuarantineIntakeUnroutable', 'quarantine'],
    ['UndeliverableEventsQueue', 'quarantine'],
  ])('%s hides a message for six times the timeout of %s', (queue, entry) => {
    const timeout = Number(functionOf(stateless, entry)['Timeout']);
    expect(queueOf(queue)['VisibilityTimeout']).toBeGreaterThanOrEqual(6 * timeout);
  });
});

const mappingsOf = (handler: string) =>
  propertiesOf(stateless, 'AWS::Lambda::EventSourceMapping').filter(
    ({ FunctionName }) => named(FunctionName) === handler,
  );

const newRows = (...prefixes: readonly string[]) => ({
  eventName: ['INSERT'],
  dynamodb: { Keys: { sk: { S: prefixes.map((prefix) => ({ prefix })) } } },
});

const patternsOf = (mapping: Json): readonly unknown[] =>
  mapping['FilterCriteria'].Filters.map(({ Pattern }: { Pattern: string }) => JSON.parse(Pattern));

const publishing = () => {
  const [mapping, ...others] = mappingsOf('ChangePublicationPublishHandler');
  expect(others).toEqual([]);
  return mapping ?? {};
};

describe('sources of the functions', () => {
  test('update takes events by ten, and hands back only those that fail', () => {
    const mappings = mappingsOf('CustomerUpdatesUpdateHandler');
    expect(mappings).toEqual([
      {
        FunctionName: expect.anything(),
        EventSourceArn: { 'Fn::GetAtt': [expect.stringContaining('EventIntakeQueue'), 'Arn'] },
        BatchSize: 10,
        FunctionResponseTypes: ['ReportBatchItemFailures'],
        ScalingConfig: { MaximumConcurrency: 100 },
      },
      {
        FunctionName: expect.anything(),
        EventSourceArn: { 'Fn::GetAtt': [expect.stringContaining('EventIntakeSlowQueue'), 'Arn'] },
        BatchSize: 10,
        FunctionResponseTypes: ['ReportBatchItemFailures'],
        ScalingConfig: { MaximumConcurrency: 2 },
      },
    ]);
  });

  test('publish takes only new rows of changes and erasures, from the beginning of the stream', () => {
    const mapping = publishing();
    expect(named(mapping['EventSourceArn'])).toBe('Customers.StreamArn');
    expect(mapping['StartingPosition']).toBe('TRIM_HORIZON');
    expect(patternsOf(mapping)).toEqual([newRows('CHANGE#', 'ERASED#', 'QUIET#')]);
  });

  test('publish takes no quiet changes where no members are kept', () => {
    const mappings = resourcesOf(synthesise({ members: 'none' }).stateless, 'AWS::Lambda::EventSourceMapping');
    const [, { Properties }] = mappings.find(([id]) => id.startsWith('ChangePublication')) ?? ['', {}];
    expect(patternsOf(Properties)).toEqual([newRows('CHANGE#', 'ERASED#')]);
  });

  test('publish hands back only what fails, halves what fails whole, and leaves what keeps failing in the bucket', () => {
    const mapping = publishing();
    expect(mapping).toMatchObject({
      FunctionResponseTypes: ['ReportBatchItemFailures'],
      BisectBatchOnFunctionError: true,
      MaximumRetryAttempts: 30,
      DestinationConfig: { OnFailure: { Destination: { 'Fn::GetAtt': [expect.stringContaining('Failures'), 'Arn'] } } },
    });
    // The stream itself forgets after 24 hours.
    expect(mapping['MaximumRecordAgeInSeconds']).toBeLessThan(24 * 3600);
  });

  test('quarantine takes what cannot be routed and what was not delivered', () => {
    const mappings = mappingsOf('QuarantineIntakeQuarantineHandler');
    expect(mappings.map(({ EventSourceArn }) => named(EventSourceArn)).sort()).toEqual([
      'QuarantineIntakeUnroutable.Arn',
      'UndeliverableEventsQueue.Arn',
    ]);
    for (const mapping of mappings) expect(mapping['FunctionResponseTypes']).toEqual(['ReportBatchItemFailures']);
  });

  test('a sweep that fails is kept, and left to the next minute', () => {
    const { Properties: invocation } = theResource(stateless, 'AWS::Lambda::EventInvokeConfig', {
      MaximumEventAgeInSeconds: 60,
    });
    expect(named(invocation.FunctionName)).toBe('ReviewSweepHandler');
    expect([invocation.MaximumRetryAttempts, invocation.MaximumEventAgeInSeconds]).toEqual([0, 60]);
    expect(named(invocation.DestinationConfig.OnFailure.Destination)).toBe('ReviewSweepDeadLetters.Arn');
  });

  test('sweep runs every minute, and what cannot run is kept', () => {
    const expression = { ScheduleExpression: 'rate(1 minute)' };
    const { Properties: schedule } = theResource(stateless, 'AWS::Scheduler::Schedule', expression);
    expect(schedule['FlexibleTimeWindow']).toEqual({ Mode: 'OFF' });
    expect(named(schedule['Target'].Arn)).toBe('ReviewSweepHandler.Arn');
    expect(named(schedule['Target'].DeadLetterConfig.Arn)).toBe('ReviewSweepDeadLetters.Arn');
  });
});

const bucketOf = (name: string) => {
  const [id, bucket] = resourcesOf(stateless, 'AWS::S3::Bucket').find(([Ref]) => named({ Ref }) === name)!;
  const { Properties: policy } = theResource(stateless, 'AWS::S3::BucketPolicy', { Bucket: { Ref: id } });
  return { bucket, policy };
};

describe.each(['ChangePublicationFailures', 'InsightResults'])('the bucket %s', (name) => {
  const { bucket, policy } = bucketOf(name);

  test('is encrypted, private, without versions, and kept', () => {
    const [{ ServerSideEncryptionByDefault: encryption }] =
      bucket['Properties']['BucketEncryption'].ServerSideEncryptionConfiguration;
    expect([encryption.SSEAlgorithm, named(encryption.KMSMasterKeyID)]).toEqual(['aws:kms', 'Key.Arn']);
    expect(Object.values(bucket['Properties']['PublicAccessBlockConfiguration'])).toEqual([true, true, true, true]);
    expect(bucket['Properties']['VersioningConfiguration']).toBeUndefined();
    expect(bucket['DeletionPolicy']).toBe('RetainExceptOnCreate');
  });

  test('refuses callers without TLS', () => {
    expect(policy['PolicyDocument'].Statement).toContainEqual(
      expect.objectContaining({ Effect: 'Deny', Condition: { Bool: { 'aws:SecureTransport': 'false' } } }),
    );
  });
});

const rulesOf = (name: string) => bucketOf(name).bucket['Properties']['LifecycleConfiguration'].Rules;

test('failures are forgotten after 30 days, what a pass has found after 400, and what it needs on its way after two', () => {
  expect(rulesOf('ChangePublicationFailures')).toEqual([{ ExpirationInDays: 30, Status: 'Enabled' }]);
  expect(rulesOf('InsightResults')).toEqual([
    { Prefix: 'parts/', ExpirationInDays: 2, Status: 'Enabled' },
    { Prefix: 'sample/', ExpirationInDays: 2, Status: 'Enabled' },
    { Prefix: 'buyers/', ExpirationInDays: 30, Status: 'Enabled' },
    { Prefix: 'results/', ExpirationInDays: 400, Status: 'Enabled' },
  ]);
});

describe('functions', () => {
  const entries = functionNames;

  test('are these', () => {
    const found = propertiesOf(stateless, 'AWS::Lambda::Function');
    expect(found).toHaveLength(entries.length);
    expect(found).toEqual(expect.arrayContaining(entries.map((entry) => functionOf(stateless, entry))));
  });

  test.each(entries)('%s runs on Node 24 and arm64, and is traced where its producer is', (entry) => {
    expect(functionOf(stateless, entry)).toMatchObject({
      Runtime: 'nodejs24.x',
      Architectures: ['arm64'],
      TracingConfig: { Mode: 'PassThrough' },
      Handler: 'index.handler',
    });
  });

  const surroundings = {
    PATRON_NAME: 'patron',
    TABLE_NAME: 'Customers.Ref',
    BUS_NAME: 'EventsBus.Ref',
    QUEUE_URL: 'EventIntakeQueue',
    DEPLOYMENT: 'DeploymentGateAdmitted.Deployment',
    QUARANTINE_DAYS: '90',
  };
  const others: Readonly<Record<string, object>> = {
    update: {
      ...surroundings,
      DEAD_LETTERS_URL: 'EventIntakeDeadLetters',
      SLOW_QUEUE_URL: 'EventIntakeSlowQueue',
    },
    quarantine: { ...surroundings, DEAD_LETTERS_URL: 'UndeliverableEventsDeadLetters' },
    publish: {
      ...surroundings,
      MEASURED_SEGMENTS: expect.stringContaining(','),
      MEMBERS_TABLE_NAME: 'Members',
    },
    'backfill-round': { ...surroundings, BACKFILL_RATE: expect.stringMatching(/^\d+$/) },
    'backfill-start': {
      PATRON_NAME: 'patron',
      STATE_MACHINE_ARN: expect.stringContaining('stateMachine:patron-backfill'),
    },
    'insight-round': { ...surroundings, BUCKET_NAME: 'InsightResults', MEMBERS_TABLE_NAME: 'Members' },
    'insight-part': { ...surroundings, BUCKET_NAME: 'InsightResults' },
    'members-part': { ...surroundings, MEMBERS_TABLE_NAME: 'Members' },
    'members-round': { ...surroundings, MEMBERS_TABLE_NAME: 'Members' },
    'members-start': {
      PATRON_NAME: 'patron',
      STATE_MACHINE_ARN: expect.stringContaining('stateMachine:patron-members'),
    },
    'deployment-gate': { PATRON_NAME: 'patron', TABLE_NAME: 'Customers.Ref' },
    canary: { ...surroundings, HEARD_QUEUE_URL: 'CanaryHeard' },
  };

  test('only update is told of a quiet time, and in UTC', () => {
    const quiet = synthesise({ quietUntil: '2026-11-02T09:12+01:00' }).stateless;
    const told = entries.filter((entry) => 'QUIET_UNTIL' in functionOf(quiet, entry)['Environment'].Variables);
    expect(told).toEqual(['update']);
    expect(functionOf(quiet, 'update')['Environment'].Variables.QUIET_UNTIL).toBe('2026-11-02T08:12:00.000Z');
  });

  test.each(entries)('%s knows its surroundings', (entry) => {
    const { Variables } = functionOf(stateless, entry)['Environment'];
    expect(Object.fromEntries(Object.entries(Variables).map(([name, value]) => [name, named(value)]))).toEqual(
      others[entry] ?? surroundings,
    );
  });

  test.each(entries)('%s has an encrypted log of its own, kept for a month', (entry) => {
    const { LogGroup, ...levels } = functionOf(stateless, entry)['LoggingConfig'];
    expect(levels).toEqual({ LogFormat: 'JSON', ApplicationLogLevel: 'INFO', SystemLogLevel: 'WARN' });
    const log = stateless.toJSON()['Resources'][LogGroup.Ref].Properties;
    expect([log.RetentionInDays, named(log.KmsKeyId)]).toEqual([30, 'Key.Arn']);
  });

  test('log to groups of their own', () => {
    const groups = entries.map((entry) => named(functionOf(stateless, entry)['LoggingConfig'].LogGroup));
    expect(new Set(groups).size).toBe(entries.length);
  });
});

describe('outputs', () => {
  test('name the queue, where alarms ring, who may do what the runbook says, what is deployed, where results are and who is in segments', () => {
    expect(Object.keys(stateless.findOutputs('*'))).toEqual([
      'QueueUrl',
      'AlarmTopicArn',
      'OperatorRoleArn',
      'Deployment',
      'CanaryName',
      'CatalogueHash',
      'InsightBucketName',
      'MembersTableName',
      'MembersOf',
      'MembersPassArn',
    ]);
  });
});
