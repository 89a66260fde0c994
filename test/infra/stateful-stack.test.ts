import { Template } from 'aws-cdk-lib/assertions';
import { describe, expect, test } from 'vitest';
import {
  allowedBy,
  deploymentWith,
  named,
  resourcesOf,
  synthesise,
  theResource,
  type Statement,
} from './synthesised.ts';

const { stateful } = synthesise();

const idOf = (type: string) =>
  resourcesOf(stateful, type)
    .map(([id]) => id)
    .join(' and ');

describe('the key', () => {
  const { Properties: key } = theResource(stateful, 'AWS::KMS::Key');

  test('lets rules into queues of this account, by what SQS tells it', () => {
    const intoQueues = key['KeyPolicy'].Statement.find(({ Sid }: { Sid?: string }) => Sid === 'RulesIntoQueues');
    expect(Object.keys(intoQueues.Condition)).toEqual(['ArnLike']);
    expect(named(intoQueues.Condition.ArnLike['kms:EncryptionContext:aws:sqs:arn'])).toBe(
      'arn:AWS::Partition:sqs:AWS::Region:AWS::AccountId:*',
    );
  });

  test('is rotated', () => {
    expect(key['EnableKeyRotation']).toBe(true);
  });

  test('serves no other account', () => {
    const statements: readonly Statement[] = key['KeyPolicy'].Statement;
    const unconditional = statements
      .filter(({ Condition }) => Condition === undefined)
      .map(({ Principal, Action }) => [JSON.stringify(Principal), Action]);
    expect(unconditional).toEqual([
      [expect.stringContaining(':root'), 'kms:*'],
      // EventBridge looks at the key before it uses it, in no account's name.
      ['{"Service":"events.amazonaws.com"}', 'kms:DescribeKey'],
    ]);
  });

  test('encrypts bus, archive, table and dead letters', () => {
    const arn = { 'Fn::GetAtt': [idOf('AWS::KMS::Key'), 'Arn'] };
    expect(theResource(stateful, 'AWS::Events::EventBus')['Properties']['KmsKeyIdentifier']).toEqual(arn);
    expect(theResource(stateful, 'AWS::Events::Archive')['Properties']['KmsKeyIdentifier']).toEqual(arn);
    const table = theResource(stateful, 'AWS::DynamoDB::GlobalTable')['Properties'];
    expect(table['SSESpecification']).toEqual({ SSEEnabled: true, SSEType: 'KMS' });
    expect(table['Replicas'][0]['SSESpecification']).toEqual({ KMSMasterKeyId: arn });
    expect(theResource(stateful, 'AWS::SQS::Queue')['Properties']['KmsMasterKeyId']).toEqual(arn);
  });
});

describe('the archive', () => {
  const { Properties: archive } = theResource(stateful, 'AWS::Events::Archive');

  test('leaves out what Patron says itself', () => {
    expect(archive['EventPattern']).toEqual({ source: [{ 'anything-but': ['patron', 'patron.canary'] }] });
  });

  test('keeps events no longer than dead letters wait', () => {
    const waiting = Number(theResource(stateful, 'AWS::SQS::Queue')['Properties']['MessageRetentionPeriod']);
    expect(archive['RetentionDays'] * 86_400).toBe(waiting);
  });
});

describe('the bus', () => {
  test('may leave its dead letters in their queue, and nothing else may', () => {
    const { PolicyDocument: policy } = theResource(stateful, 'AWS::SQS::QueuePolicy')['Properties'];
    const allowed: readonly Statement[] = policy.Statement.filter(({ Effect }: Statement) => Effect === 'Allow');
    expect(allowed.map(({ Principal }) => Principal)).toEqual([{ Service: 'events.amazonaws.com' }]);
    expect(allowedBy(allowed)).toEqual([
      'sqs:SendMessage on EventsDeadLetters.Arn if aws:SourceArn ArnEquals ' +
        'arn:AWS::Partition:events:AWS::Region:AWS::AccountId:event-bus/patron',
    ]);
  });

  test('has dead letters for what it cannot encrypt', () => {
    const queue = idOf('AWS::SQS::Queue');
    expect(theResource(stateful, 'AWS::Events::EventBus')['Properties']['DeadLetterConfig']).toEqual({
      Arn: { 'Fn::GetAtt': [queue, 'Arn'] },
    });
  });
});

describe('the table', () => {
  const { Properties: table } = theResource(stateful, 'AWS::DynamoDB::GlobalTable');
  const [here, ...elsewhere] = table['Replicas'];

  test('is in one region, that of its stack, and can be given replicas', () => {
    expect(elsewhere).toEqual([]);
    expect(here['Region']).toEqual({ Ref: 'AWS::Region' });
    const { stateful: stack } = deploymentWith({ env: { account: '123456789012', region: 'eu-west-1' } }).patron;
    stack.table.addReplica({ region: 'eu-central-1' });
    expect(() => Template.fromStack(stack)).toThrow("KMS key for eu-central-1 was not found in 'replicaKeyArns'");
  });

  test('is encrypted alike where the region is known', () => {
    const { stateful: known } = synthesise({ env: { account: '123456789012', region: 'eu-west-1' } });
    const [replica] = theResource(known, 'AWS::DynamoDB::GlobalTable')['Properties']['Replicas'];
    expect(replica).toEqual({ ...here, Region: 'eu-west-1' });
  });

  test('is as warm as it is set, and so is its index', () => {
    const warm = synthesise({ warmThroughput: { reads: 12_000, writes: 8_000 } }).stateful;
    const { Properties } = theResource(warm, 'AWS::DynamoDB::GlobalTable');
    const units = { ReadUnitsPerSecond: 12_000, WriteUnitsPerSecond: 8_000 };
    expect(Properties['WarmThroughput']).toEqual(units);
    expect(Properties['GlobalSecondaryIndexes']).toMatchObject([{ IndexName: 'due', WarmThroughput: units }]);
    expect(JSON.stringify(table)).not.toContain('WarmThroughput');
  });

  test('is keyed by person and row', () => {
    expect(table['KeySchema']).toEqual([
      { AttributeName: 'pk', KeyType: 'HASH' },
      { AttributeName: 'sk', KeyType: 'RANGE' },
    ]);
    expect(table['AttributeDefinitions']).toEqual([
      { AttributeName: 'pk', AttributeType: 'S' },
      { AttributeName: 'sk', AttributeType: 'S' },
      { AttributeName: 'dueShard', AttributeType: 'S' },
      { AttributeName: 'dueAt', AttributeType: 'N' },
    ]);
  });

  test('finds who is due by a sparse index of keys', () => {
    expect(table['GlobalSecondaryIndexes']).toEqual([
      {
        IndexName: 'due',
        KeySchema: [
          { AttributeName: 'dueShard', KeyType: 'HASH' },
          { AttributeName: 'dueAt', KeyType: 'RANGE' },
        ],
        Projection: { ProjectionType: 'KEYS_ONLY' },
      },
    ]);
  });

  test('is paid for by request', () => {
    expect(table['BillingMode']).toBe('PAY_PER_REQUEST');
  });

  test('streams new images', () => {
    expect(table['StreamSpecification']).toEqual({ StreamViewType: 'NEW_IMAGE' });
  });

  test('can be restored to any instant', () => {
    expect(here['PointInTimeRecoverySpecification']).toEqual({ PointInTimeRecoveryEnabled: true });
  });

  test('lets rows expire', () => {
    expect(table['TimeToLiveSpecification']).toEqual({ AttributeName: 'expiresAt', Enabled: true });
  });

  test('refuses callers without TLS', () => {
    const [statement] = here['ResourcePolicy'].PolicyDocument.Statement;
    expect(statement).toMatchObject({
      Effect: 'Deny',
      Principal: { AWS: '*' },
      Action: 'dynamodb:*',
      Condition: { Bool: { 'aws:SecureTransport': 'false' } },
    });
  });

  test('cannot be deleted by mistake', () => {
    expect(here['DeletionProtectionEnabled']).toBe(true);
  });
});

describe('deletion of the stack', () => {
  test('is refused by default', () => {
    expect(deploymentWith().patron.stateful.terminationProtection).toBe(true);
  });

  test.each([
    'AWS::KMS::Key',
    'AWS::Events::EventBus',
    'AWS::Events::Archive',
    'AWS::DynamoDB::GlobalTable',
    'AWS::SQS::Queue',
  ])('leaves %s', (type) => {
    const kept = theResource(stateful, type);
    expect(kept['DeletionPolicy']).toMatch(/^Retain/);
    expect(kept['UpdateReplacePolicy']).toBe('Retain');
  });
});

describe('a deployment that fails because an earlier one has left its bus', () => {
  test('takes back all that it has made by then', () => {
    for (const type of ['AWS::KMS::Key', 'AWS::Events::EventBus', 'AWS::Events::Archive', 'AWS::SQS::Queue'])
      expect(theResource(stateful, type)['DeletionPolicy']).toBe('RetainExceptOnCreate');
  });

  test('has not made a table, which is protected, by then', () => {
    const { DependsOn } = theResource(stateful, 'AWS::DynamoDB::GlobalTable');
    const before = [idOf('AWS::Events::EventBus'), idOf('AWS::Events::Archive')];
    expect(DependsOn).toEqual(expect.arrayContaining(before));
  });
});

describe('outputs', () => {
  test('name the bus, the table and the key', () => {
    expect(Object.keys(stateful.findOutputs('*')).filter((name) => !name.startsWith('Exports'))).toEqual([
      'BusName',
      'BusArn',
      'TableName',
      'KeyArn',
    ]);
  });
});
