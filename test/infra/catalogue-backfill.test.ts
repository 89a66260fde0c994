import { describe, expect, test } from 'vitest';
import { compile } from '#lib/core/segments/compile/compile.ts';
import { defaultCatalogue } from '#lib/core/segments/default/default-catalogue.ts';
import { allowedTo, named, propertiesOf, resourcesOf, synthesise, theResource, type Json } from './synthesised.ts';

const { stateful, stateless } = synthesise({ deployment: 7, backfillRate: 250 });
const resources: Json = stateless.toJSON()['Resources'];

const handlerOf = (id: string): readonly [string, Json] => {
  const found = resourcesOf(stateless, 'AWS::Lambda::Function').find(
    ([logicalId]) => named({ Ref: logicalId }) === `CatalogueBackfill${id}Handler`,
  );
  if (found) return [found[0], found[1]['Properties']];
  throw new Error(`Cannot find the function ${id}`);
};

const allowedToFunction = (id: string) => allowedTo(stateless, handlerOf(id)[1]['Role']['Fn::GetAtt'][0]);

const machine = theResource(stateless, 'AWS::StepFunctions::StateMachine', { StateMachineName: 'patron-backfill' });
const states: Json = JSON.parse(named(machine['Properties']['DefinitionString']))['States'];
const deployed = theResource(stateless, 'Custom::CatalogueBackfill');

const machineArn = 'arn:AWS::Partition:states:AWS::Region:AWS::AccountId:stateMachine:patron-backfill';
const through = (service: string) => ` if kms:ViaService StringEquals ${service}.AWS::Region.amazonaws.com`;
const key = (service: string, ...actions: string[]) =>
  actions.map((action) => `kms:${action} on Key.Arn${through(service)}`);
const observed = (id: string) => [
  `logs:CreateLogStream on CatalogueBackfill${id}Log.Arn`,
  `logs:PutLogEvents on CatalogueBackfill${id}Log.Arn`,
  'xray:PutTelemetryRecords on *',
  'xray:PutTraceSegments on *',
];

describe('the pass over everybody', () => {
  test('begins, and goes round after round until a judgement has an outcome', () => {
    expect(states['Begin'].Parameters.Payload).toEqual({ 'begin.$': '$' });
    const next = ['Begin', 'Wait', 'Round', 'Judge'].map((state) => states[state].Next);
    expect(next).toEqual(['Over', 'Round', 'Judge', 'Over']);
    expect(states['Over'].Choices).toEqual([
      { Variable: '$.outcome', StringEquals: 'under-way', Next: 'Wait' },
      { Variable: '$.outcome', StringEquals: 'failed', Next: 'GivenUp' },
    ]);
    expect([states['Over'].Default, states['Done'].Type, states['GivenUp'].Type]).toEqual(['Done', 'Succeed', 'Fail']);
    expect(states['Wait']).toMatchObject({ Type: 'Wait', SecondsPath: '$.waitSeconds' });
  });

  test('gives each open part of the table to a distributed map', () => {
    const { Round: round } = states;
    expect(round).toMatchObject({ Type: 'Map', ItemsPath: '$.slices', ResultPath: '$.results' });
    expect(round.ItemProcessor.ProcessorConfig).toEqual({ Mode: 'DISTRIBUTED', ExecutionType: 'STANDARD' });
    expect(round.ItemProcessor.States.Tick.Parameters['Payload.$']).toBe('$');
  });

  test('a part that fails is tried again, and holds up no other', () => {
    const { Tick: tick, Failed: failed } = states['Round'].ItemProcessor.States;
    expect(tick.Retry).toEqual([expect.objectContaining({ ErrorEquals: ['States.ALL'], MaxAttempts: 2 })]);
    expect(tick.Catch).toEqual([{ ErrorEquals: ['States.ALL'], Next: 'Failed' }]);
    expect(failed).toMatchObject({ Type: 'Pass', Result: { failed: true }, End: true });
    expect(states['Round'].ToleratedFailurePercentage).toBe(100);
  });

  test('lasts longer at each part than a slice may', () => {
    const [, part] = handlerOf('Part');
    const longestSliceMs = 240_000;
    expect(part['Timeout']).toBeGreaterThan(longestSliceMs / 1000 + 30);
    expect(states['Round'].ItemProcessor.States.Tick.TimeoutSeconds).toBeGreaterThan(part['Timeout']);
  });

  test('is logged without its data, traced, and encrypted with the key', () => {
    const { LoggingConfiguration, TracingConfiguration, EncryptionConfiguration } = machine['Properties'];
    expect([LoggingConfiguration.Level, LoggingConfiguration.IncludeExecutionData]).toEqual(['ALL', false]);
    expect(TracingConfiguration).toEqual({ Enabled: true });
    expect(EncryptionConfiguration.Type).toBe('CUSTOMER_MANAGED_KMS_KEY');
    expect(named(EncryptionConfiguration.KmsKeyId)).toBe('Key.Arn');
    const [{ CloudWatchLogsLogGroup: destination }] = LoggingConfiguration.Destinations;
    const log = resources[destination.LogGroupArn['Fn::GetAtt'][0]].Properties;
    expect([log.RetentionInDays, named(log.KmsKeyId)]).toEqual([30, 'Key.Arn']);
  });

  test('the key lets the delivery of logs read what the machine has encrypted for its log, and nothing else', () => {
    const { Statement: statements } = theResource(stateful, 'AWS::KMS::Key')['Properties']['KeyPolicy'];
    const [delivery, ...others] = statements.filter(
      ({ Principal }: Json) => Principal.Service === 'delivery.logs.amazonaws.com',
    );
    expect(others).toEqual([]);
    expect(delivery.Action).toBe('kms:Decrypt');
    const { 'kms:EncryptionContext:SourceArn': source } = delivery.Condition.StringLike;
    expect(named(source)).toBe('arn:AWS::Partition:logs:AWS::Region:AWS::AccountId:*');
  });

  test('its role can be taken only by this machine', () => {
    const role = resources[machine['Properties']['RoleArn']['Fn::GetAtt'][0]].Properties;
    const [statement, ...others] = role.AssumeRolePolicyDocument.Statement;
    expect(others).toEqual([]);
    expect(statement.Principal).toEqual({ Service: 'states.amazonaws.com' });
    expect(statement.Condition.StringEquals).toEqual({ 'aws:SourceAccount': { Ref: 'AWS::AccountId' } });
    expect(named(statement.Condition.ArnLike['aws:SourceArn'])).toBe(machineArn);
  });

  test('its role may call its functions, run its map, keep its log and its data, and nothing else', () => {
    const logs = ['CreateLogDelivery', 'DeleteLogDelivery', 'DescribeLogGroups', 'DescribeResourcePolicies'];
    logs.push('GetLogDelivery', 'ListLogDeliveries', 'PutResourcePolicy', 'UpdateLogDelivery');
    const traces = ['GetSamplingRules', 'GetSamplingTargets', 'PutTelemetryRecords', 'PutTraceSegments'];
    const data = ` if kms:EncryptionContext:aws:states:stateMachineArn StringLike ${machineArn},${machineArn}/*`;
    const delivery =
      ' if kms:EncryptionContext:SourceArn StringLike arn:AWS::Partition:logs:AWS::Region:AWS::AccountId:*';
    const executions = machineArn.replace('stateMachine', 'execution');
    expect(allowedTo(stateless, machine['Properties']['RoleArn']['Fn::GetAtt'][0])).toEqual(
      [
        'lambda:InvokeFunction on CatalogueBackfillRoundHandler.Arn',
        'lambda:InvokeFunction on CatalogueBackfillPartHandler.Arn',
        `states:StartExecution on ${machineArn}`,
        `states:DescribeExecution on ${executions}/*`,
        `states:StopExecution on ${executions}/*`,
        ...logs.map((action) => `logs:${action} on *`),
        ...traces.map((action) => `xray:${action} on *`),
        `kms:Decrypt on Key.Arn${data}`,
        `kms:GenerateDataKey on Key.Arn${data}`,
        `kms:GenerateDataKey on Key.Arn${delivery}`,
      ].sort(),
    );
  });
});

describe('functions of the pass', () => {
  test('one leads, and may count rows, keep the catalogue and say on the bus how far it has come', () => {
    expect(allowedToFunction('Round')).toEqual(
      [
        ...observed('Round'),
        'dynamodb:DescribeTable on Customers.Arn',
        'dynamodb:PutItem on Customers.Arn if dynamodb:LeadingKeys ForAllValues:StringEquals CATALOGUE',
        ...key('dynamodb', 'Decrypt', 'DescribeKey', 'Encrypt', 'GenerateDataKey', 'ReEncryptFrom', 'ReEncryptTo'),
        'events:PutEvents on EventsBus.Arn if events:source StringEquals patron',
      ].sort(),
    );
  });

  test('one ticks, and may read the table and send into the queue', () => {
    expect(allowedToFunction('Part')).toEqual(
      [
        ...observed('Part'),
        'dynamodb:Scan on Customers.Arn',
        'dynamodb:GetItem on Customers.Arn',
        ...key('dynamodb', 'Decrypt', 'DescribeKey'),
        'sqs:SendMessage on EventIntakeQueue.Arn',
        ...key('sqs', 'Decrypt', 'GenerateDataKey'),
      ].sort(),
    );
  });

  test('one starts, and may do nothing but that', () => {
    expect(allowedToFunction('Start')).toEqual(
      [
        ...observed('Start'),
        `states:StartExecution on ${machineArn}`,
        ...key('states', 'Decrypt', 'GenerateDataKey'),
        'cloudformation:DescribeStacks on AWS::StackId',
      ].sort(),
    );
  });

  test('the leader knows the rate that was asked for', () => {
    expect(handlerOf('Round')[1]['Environment'].Variables).toMatchObject({ BACKFILL_RATE: '250' });
  });
});

describe('the start of a pass', () => {
  test('is asked for with the deployment and the catalogue, and so only when one of them changes', () => {
    const { Deployment, Catalogue, ServiceToken } = deployed['Properties'];
    expect(named(Deployment)).toBe('DeploymentGateAdmitted.Deployment');
    expect(Catalogue).toBe(compile(defaultCatalogue).hash);
    expect(named(ServiceToken)).toBe('CatalogueBackfillStartHandler.Arn');
    expect(Object.keys(deployed['Properties']).sort()).toEqual([
      'Catalogue',
      'Deployment',
      'ServiceTimeout',
      'ServiceToken',
    ]);
  });

  test('comes after the code that decides, and after all that the pass needs', () => {
    const needed = (deployed['DependsOn'] as readonly string[]).map((id) => named({ Ref: id }));
    expect(needed).toEqual(
      expect.arrayContaining([
        'CustomerUpdatesUpdateHandler',
        'CatalogueBackfillRoundHandler',
        'CatalogueBackfillPartHandler',
        'CatalogueBackfillPassMachine',
      ]),
    );
  });

  test('gives up soon where the function does not answer', () => {
    expect(Number(deployed['Properties']['ServiceTimeout'])).toBeLessThanOrEqual(300);
  });
});

describe('alarms of the pass', () => {
  const alarms = propertiesOf(stateless, 'AWS::CloudWatch::Alarm').filter(({ AlarmDescription }) =>
    String(AlarmDescription).includes('docs/runbook.md#catalogue-change'),
  );

  test('ring when it fails, and when it leaves people behind', () => {
    const metrics = alarms.map(({ MetricName }) => String(MetricName));
    expect(new Set(metrics)).toEqual(new Set(['BackfillRemaining', 'ExecutionsFailed']));
    const failed = alarms.find(({ MetricName }) => MetricName === 'ExecutionsFailed');
    expect(named(failed?.['Dimensions'][0].Value)).toBe(machineArn);
  });
});

test('the table is scanned, and nothing is added to it', () => {
  expect(propertiesOf(stateful, 'AWS::DynamoDB::GlobalTable')[0]?.['GlobalSecondaryIndexes']).toHaveLength(1);
});
