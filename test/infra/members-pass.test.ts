import { describe, expect, test } from 'vitest';
import { defaultCatalogue } from '#lib/core/segments/default/default-catalogue.ts';
import { named, propertiesOf, resourcesOf, synthesise, theResource, type Json } from './synthesised.ts';

const { stateful, stateless } = synthesise();
const without = synthesise({ members: 'none' });
const listed = synthesise({ members: ['regulars', 'big-spenders'] });

const machineArn = 'arn:AWS::Partition:states:AWS::Region:AWS::AccountId:stateMachine:patron-members';

const definitionOf = (name: string): Json => {
  const machine = theResource(stateless, 'AWS::StepFunctions::StateMachine', { StateMachineName: name });
  return JSON.parse(named(machine['Properties']['DefinitionString']));
};

/** Where the policy of the operator is longer than one may be, the library goes on in another, which is no part of its own. */
const ids = (template: typeof stateless): readonly string[] =>
  Object.keys(template.toJSON()['Resources']).filter((id) => !id.startsWith('OperatorOverflowPolicy'));

describe('the table of members', () => {
  const [table] = propertiesOf(stateless, 'AWS::DynamoDB::GlobalTable');
  const [here] = table?.['Replicas'] ?? [];

  test('has the keys of the other, rows that expire, and neither a stream nor an index', () => {
    expect(table?.['KeySchema']).toEqual([
      { AttributeName: 'pk', KeyType: 'HASH' },
      { AttributeName: 'sk', KeyType: 'RANGE' },
    ]);
    expect(table?.['TimeToLiveSpecification']).toEqual({ AttributeName: 'expiresAt', Enabled: true });
    expect(table).not.toHaveProperty('StreamSpecification');
    expect(table).not.toHaveProperty('GlobalSecondaryIndexes');
    expect(table?.['BillingMode']).toBe('PAY_PER_REQUEST');
  });

  test('is encrypted with the key of the deployment, and refuses callers without TLS', () => {
    expect(named(here['SSESpecification'].KMSMasterKeyId)).toBe('Key.Arn');
    expect(here['ResourcePolicy'].PolicyDocument.Statement).toEqual([
      expect.objectContaining({ Effect: 'Deny', Condition: { Bool: { 'aws:SecureTransport': 'false' } } }),
    ]);
  });

  test('goes with its stack, since it can be made anew, and has no backups', () => {
    const [[, resource] = ['', {}]] = resourcesOf(stateless, 'AWS::DynamoDB::GlobalTable');
    expect([resource['DeletionPolicy'], resource['UpdateReplacePolicy']]).toEqual(['Delete', 'Delete']);
    expect(here['DeletionProtectionEnabled'] ?? false).toBe(false);
    expect(here['PointInTimeRecoverySpecification']?.PointInTimeRecoveryEnabled ?? false).toBe(false);
  });
});

describe('the pass that fills lists of members', () => {
  test('runs in the rounds of every pass over everybody', () => {
    const [own, ofBackfill] = [definitionOf('patron-members'), definitionOf('patron-backfill')];
    expect(own['States'].GivenUp.Error).toBe('MembersFailed');
    const renamed = JSON.stringify(own)
      .replaceAll('MembersPass', 'CatalogueBackfill')
      .replaceAll('MembersFailed', 'BackfillFailed')
      .replaceAll(own['Comment'], ofBackfill['Comment']);
    expect(JSON.parse(renamed)).toEqual(ofBackfill);
  });

  test('begins when the members of other segments are kept, once publish puts them', () => {
    const kept = theResource(stateless, 'Custom::MembersPass');
    const all = kept['Properties']['Members'];
    expect(all.length).toBeGreaterThan(30);
    expect(all).toEqual(defaultCatalogue.segments.map(({ key }) => key).toSorted());
    expect(theResource(listed.stateless, 'Custom::MembersPass')['Properties']['Members']).toEqual([
      'big-spenders',
      'regulars',
    ]);
    expect(kept['DependsOn'].map((id: string) => named({ Ref: id }))).toEqual(
      expect.arrayContaining(['ChangePublicationPublishHandler', 'MembersPassMachine']),
    );
  });

  test('is found by its output', () => {
    const [output] = Object.values(stateless.findOutputs('MembersPassArn'));
    expect(named(output?.['Value'])).toBe(machineArn);
  });

  test('rings when it fails', () => {
    const alarms = propertiesOf(stateless, 'AWS::CloudWatch::Alarm').filter(({ AlarmName }) =>
      AlarmName.startsWith('patron-members-'),
    );
    expect(
      alarms.map(({ AlarmName, MetricName, Dimensions }) => [AlarmName, MetricName, named(Dimensions[0].Value)]),
    ).toEqual([['patron-members-failed', 'ExecutionsFailed', machineArn]]);
  });
});

describe('a deployment that keeps no members', () => {
  test('has nothing of it', () => {
    const whole = JSON.stringify([without.stateful.toJSON(), without.stateless.toJSON()]);
    expect(whole.match(/MembersTable|MembersPass|patron-members|members-|MEMBERS_|SegmentMember|QUIET#/g)).toBeNull();
  });

  test('has everything else', () => {
    const others = ids(stateless).filter((id) => !/members/i.test(id));
    expect(others.length).toBeGreaterThan(100);
    expect(ids(without.stateless)).toEqual(others);
    expect(ids(without.stateful)).toEqual(ids(stateful));
  });
});
