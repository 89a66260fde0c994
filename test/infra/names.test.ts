import { Template } from 'aws-cdk-lib/assertions';
import { describe, expect, test } from 'vitest';
import { Patron } from '#infra/patron.ts';
import { appWith, deploymentWith, named, propertiesOf, theResource, type Json } from './synthesised.ts';

/** The property of each type of resource that is its name in the account. */
const nameProperties: Readonly<Record<string, string>> = {
  'AWS::Events::EventBus': 'Name',
  'AWS::Events::Archive': 'ArchiveName',
  'AWS::KMS::Alias': 'AliasName',
  'AWS::IAM::Role': 'RoleName',
  'AWS::StepFunctions::StateMachine': 'StateMachineName',
  'AWS::Logs::LogGroup': 'LogGroupName',
  'AWS::CloudWatch::Alarm': 'AlarmName',
  'AWS::CloudWatch::CompositeAlarm': 'AlarmName',
  'AWS::CloudWatch::Dashboard': 'DashboardName',
  'AWS::SSM::Parameter': 'Name',
  'AWS::ApiGatewayV2::Api': 'Name',
  'AWS::Cognito::UserPool': 'UserPoolName',
  'AWS::Cognito::UserPoolClient': 'ClientName',
};

const templatesOf = ({ stateful, stateless }: Patron) =>
  [stateful, stateless].map((stack) => Template.fromStack(stack));

/** The names that a deployment fixes, each as `TYPE NAME`. */
const fixedNames = (patron: Patron): readonly string[] =>
  templatesOf(patron).flatMap((template) =>
    Object.entries(nameProperties).flatMap(([type, property]) =>
      propertiesOf(template, type).flatMap(({ [property]: name }) =>
        name === undefined ? [] : [`${type} ${named(name)}`],
      ),
    ),
  );

describe('the name of a deployment', () => {
  const { patron } = deploymentWith({ name: 'second-shop', api: {} });
  const names = fixedNames(patron);

  test('is in the name of both stacks, and so in every name that CloudFormation makes', () => {
    expect([patron.stateful.stackName, patron.stateless.stackName]).toEqual(['second-shop-state', 'second-shop']);
  });

  test('begins every name that is fixed', () => {
    const wellFormed = /^\S+ (?:|alias\/|\/|\/aws\/vendedlogs\/(?:apis|states)\/)second-shop(?![a-z])/;
    expect(names.filter((name) => !wellFormed.test(name))).toEqual([]);
    expect(new Set(names.map((name) => name.split(' ')[0]))).toEqual(new Set(Object.keys(nameProperties)));
  });

  test('is given to no two resources of a type', () => {
    expect(new Set(names).size).toBe(names.length);
  });

  test('names bus, table, key, queue, topic, role, bucket and what is deployed in parameters', () => {
    const parameters = names.filter((name) => name.startsWith('AWS::SSM'));
    expect(parameters.map((name) => name.replace('AWS::SSM::Parameter /second-shop/', '')).toSorted()).toEqual([
      'alarm-topic-arn',
      'api-iam-url',
      'api-url',
      'bus-arn',
      'bus-name',
      'canary-name',
      'catalogue-hash',
      'deployment',
      'insight-bucket-name',
      'key-arn',
      'members-of',
      'members-pass-arn',
      'members-table-name',
      'operator-role-arn',
      'queue-url',
      'table-name',
      'user-pool-client-id',
      'user-pool-id',
    ]);
  });

  test('is a dimension of every metric that a function counts itself, and in every search for one', () => {
    const [, stateless] = templatesOf(patron) as [Template, Template];
    const alarms = propertiesOf(stateless, 'AWS::CloudWatch::Alarm');
    const metrics = alarms.flatMap((alarm) => [
      alarm,
      ...(alarm['Metrics'] ?? []).map(({ MetricStat }: Json) => MetricStat?.Metric ?? {}),
    ]);
    const own = metrics.filter(({ Namespace }) => Namespace === 'Patron');
    expect(own.length).toBeGreaterThan(20);
    for (const { Dimensions } of own) expect(Dimensions).toContainEqual({ Name: 'name', Value: 'second-shop' });
    const dashboard = named(theResource(stateless, 'AWS::CloudWatch::Dashboard')['Properties']['DashboardBody']);
    expect(dashboard.match(/\["Patron",/g)?.length).toBe(
      dashboard.match(/\["Patron","\w+","name","second-shop",/g)?.length,
    );
    expect(dashboard.match(/\{Patron,/g)?.length).toBe(
      dashboard.match(/\{Patron,name,[^}]*\} name=\\+"second-shop\\+"/g)?.length,
    );
  });

  test('is given to every function', () => {
    const [, stateless] = templatesOf(patron) as [Template, Template];
    const given = propertiesOf(stateless, 'AWS::Lambda::Function').map(
      ({ Environment }) => Environment.Variables.PATRON_NAME,
    );
    expect(new Set(given)).toEqual(new Set(['second-shop']));
  });
});

test('two deployments of one app share no name and no file', () => {
  const app = appWith({ 'aws:cdk:bundling-stacks': [] });
  const settings = { catalogue: 'default', producers: [], api: {} } as const;
  const one = new Patron(app, 'One', { ...settings, name: 'shop' });
  const other = new Patron(app, 'Other', { ...settings, name: 'shop-staging' });
  expect(() => app.synth()).not.toThrow();
  const names = new Set(fixedNames(one));
  expect(fixedNames(other).filter((name) => names.has(name))).toEqual([]);
});
