import { describe, expect, test } from 'vitest';
import { resourcesOf, synthesise, theResource, type Statement } from './synthesised.ts';

const { stateful } = synthesise();

const idOf = (type: string) =>
  resourcesOf(stateful, type)
    .map(([id]) => id)
    .join(' and ');

describe('the key', () => {
  const { Properties: key } = theResource(stateful, 'AWS::KMS::Key');

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
    expect(theResource(stateful, 'AWS::DynamoDB::Table')['Properties']['SSESpecification']).toEqual({
      KMSMasterKeyId: arn,
      SSEEnabled: true,
      SSEType: 'KMS',
    });
    expect(theResource(stateful, 'AWS::SQS::Queue')['Properties']['KmsMasterKeyId']).toEqual(arn);
  });
});

describe('the archive', () => {
  const { Properties: archive } = theResource(stateful, 'AWS::Events::Archive');

  test('leaves out what Patron says itself', () => {
    expect(archive['EventPattern']).toEqual({ source: [{ 'anything-but': ['patron'] }] });
  });

  test('keeps events no longer than dead letters wait', () => {
    const waiting = Number(theResource(stateful, 'AWS::SQS::Queue')['Properties']['MessageRetentionPeriod']);
    expect(archive['RetentionDays'] * 86_400).toBe(waiting);
  });
});

describe('the bus', () => {
  test('has dead letters for what it cannot encrypt', () => {
    const queue = idOf('AWS::SQS::Queue');
    expect(theResource(stateful, 'AWS::Events::EventBus')['Properties']['DeadLetterConfig']).toEqual({
      Arn: { 'Fn::GetAtt': [queue, 'Arn'] },
    });
  });
});

describe('the table', () => {
  const { Properties: table } = theResource(stateful, 'AWS::DynamoDB::Table');

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
    expect(table['PointInTimeRecoverySpecification']).toEqual({ PointInTimeRecoveryEnabled: true });
  });

  test('lets rows expire', () => {
    expect(table['TimeToLiveSpecification']).toEqual({ AttributeName: 'expiresAt', Enabled: true });
  });

  test('cannot be deleted by mistake', () => {
    expect(table['DeletionProtectionEnabled']).toBe(true);
  });
});

describe('deletion of the stack', () => {
  test.each([
    'AWS::KMS::Key',
    'AWS::Events::EventBus',
    'AWS::Events::Archive',
    'AWS::DynamoDB::Table',
    'AWS::SQS::Queue',
  ])('leaves %s', (type) => {
    const kept = theResource(stateful, type);
    expect([kept['DeletionPolicy'], kept['UpdateReplacePolicy']]).toEqual(['Retain', 'Retain']);
  });
});

describe('outputs', () => {
  test('name the bus and the table', () => {
    expect(Object.keys(stateful.findOutputs('*')).filter((name) => !name.startsWith('Exports'))).toEqual([
      'BusName',
      'TableName',
    ]);
  });
});
