import { describe, expect, test } from 'vitest';
import { eventTypes } from '#events/incoming-event.ts';
import { addChecks } from '#infra/checks/checks.ts';
import { adapters, type AdapterName } from '#lib/core/adapters/adapters.ts';
import { samplesOf } from '#test/adapters/payloads.ts';
import { deniedBy } from './judged.ts';
import {
  allowedTo,
  deploymentWith,
  functionOf,
  named,
  propertiesOf,
  resourcesOf,
  synthesise,
  theResource,
  type Json,
} from './synthesised.ts';

const all = {
  sources: [
    { adapter: 'shopify', partnerBus: 'aws.partner/shopify.com/12345/shop' },
    { adapter: 'wooCommerce', webhook: { secret: 'shop/woo' } },
    { adapter: 'stripe', webhook: { secret: 'stripe' } },
  ],
} as const;

const shopify = 'Sourcesshopifycom12345shop';
const { stateful, stateless } = synthesise(all);
const closed = synthesise();
const resources = (of: typeof closed): readonly string[] => Object.keys(of.stateless.toJSON()['Resources']);

const idOf = (type: string, name: string): string =>
  resourcesOf(stateless, type).find(([id]) => named({ Ref: id }) === name)?.[0] ?? 'none';

const rightsOf = (role: string): readonly string[] =>
  allowedTo(stateless, idOf('AWS::IAM::Role', role)).filter((line) => !/^(?:logs|xray):/.test(line));

const through = (service: string) => ` if kms:ViaService StringEquals ${service}.AWS::Region.amazonaws.com`;

const busPolicy = (of: typeof closed): Json =>
  theResource(of.stateful, 'AWS::Events::EventBus')['Properties']['Policy'];

describe('a deployment without sources', () => {
  test('has not one resource of theirs, and a bus that refuses adapters', () => {
    expect(resources(synthesise({ sources: [] }))).toEqual(resources(closed));
    expect(resources(closed).filter((id) => /^Sources|Hook|Adapt/.test(id))).toEqual([]);
    expect(JSON.stringify(busPolicy(closed))).not.toContain('-adapt-');
    expect(Object.keys(closed.stateless.findOutputs('*'))).not.toContain('HookUrl');
  });
});

describe('a source', () => {
  test('on a partner’s bus has a rule there, to a queue of its own', () => {
    const { Properties } = theResource(stateless, 'AWS::Events::Rule', {
      EventBusName: 'aws.partner/shopify.com/12345/shop',
    });
    expect(Properties.EventPattern).toEqual({ account: [{ Ref: 'AWS::AccountId' }] });
    const [{ Arn, DeadLetterConfig }] = Properties.Targets;
    expect([named(Arn), named(DeadLetterConfig.Arn)]).toEqual([`${shopify}Queue.Arn`, `${shopify}DeadLetters.Arn`]);
  });

  test('with a webhook has no rule', () => {
    const rules = propertiesOf(stateless, 'AWS::Events::Rule').map(({ Description }) => Description);
    expect(rules.filter((text) => text.startsWith('Everything that'))).toHaveLength(1);
  });

  test('rings, and has a column of the dashboard and a last net', () => {
    const alarms = propertiesOf(stateless, 'AWS::CloudWatch::Alarm');
    const ofSources = alarms.filter(({ AlarmDescription }) => AlarmDescription.endsWith('#source'));
    expect(ofSources.map(({ AlarmName }) => AlarmName.replace('patron-source-', ''))).toEqual([
      ...['shopify-com-12345-shop', 'shop-woo', 'stripe'].flatMap((id) => [`${id}-dead-letters`, `${id}-late`]),
      'unusable',
    ]);
    const net = alarms.find(({ AlarmName }) => AlarmName === 'patron-last-nets-rule-shopify-com-12345-shop')!;
    const [bus, rule] = net['Dimensions'].map(({ Value }: Json) => Value);
    expect(bus).toBe('aws.partner/shopify.com/12345/shop');
    // Its ARN ends with rule/aws.partner/shopify.com/12345/shop/NAME.
    expect(rule['Fn::Select'][0]).toBe(5);
    const board = named(theResource(stateless, 'AWS::CloudWatch::Dashboard')['Properties']['DashboardBody']);
    expect([...board.matchAll(/## (Does [^\\]*\?)/g)].map(([, question]) => question)).toEqual([
      'Does shopify bring events (shopify-com-12345-shop)?',
      'Does wooCommerce bring events (shop-woo)?',
      'Does stripe bring events (stripe)?',
    ]);
  });

  test('is sent again by the operator', () => {
    expect(rightsOf('Operator')).toEqual(
      expect.arrayContaining([
        'sqs:StartMessageMoveTask on SourcesstripeDeadLetters.Arn',
        'sqs:SendMessage on SourcesstripeQueue.Arn',
      ]),
    );
  });

  test('has no finding of cdk-nag', () => {
    const { app } = deploymentWith(all);
    addChecks(app);
    expect(() => app.synth()).not.toThrow();
  });
});

describe('the function adapt', () => {
  test('takes ten of each queue, hands back what fails, and knows whose each queue is', () => {
    const mappings = propertiesOf(stateless, 'AWS::Lambda::EventSourceMapping').filter(
      ({ FunctionName }) => named(FunctionName) === 'SourcesAdaptHandler',
    );
    expect(
      mappings.map(({ EventSourceArn, BatchSize, FunctionResponseTypes }) => [
        named(EventSourceArn),
        BatchSize,
        FunctionResponseTypes,
      ]),
    ).toEqual(
      [`${shopify}Queue.Arn`, 'SourcesshopwooQueue.Arn', 'SourcesstripeQueue.Arn'].map((arn) => [
        arn,
        10,
        ['ReportBatchItemFailures'],
      ]),
    );
    expect(named(functionOf(stateless, 'adapt')['Environment'].Variables.SOURCES)).toBe(
      `${shopify}Queue.Arn shopify\nSourcesshopwooQueue.Arn wooCommerce\nSourcesstripeQueue.Arn stripe`,
    );
  });

  test('may put the events of adapters on the bus, which lets it, and nothing else', () => {
    const adapt = 'arn:AWS::Partition:iam::AWS::AccountId:role/patron-adapt-AWS::Region';
    const by = (request: object) =>
      deniedBy(busPolicy({ stateful, stateless, outdir: '' })['Statement'], {
        'aws:SecureTransport': 'true',
        'aws:PrincipalIsAWSService': 'false',
        'aws:PrincipalArn': adapt,
        'events:detail-type': 'PurchaseMade',
        ...request,
      });
    const sources = (Object.keys(adapters) as AdapterName[]).flatMap((adapter) =>
      samplesOf(adapter).flatMap(({ becomes = [] }) => becomes.map(({ source }) => source)),
    );
    expect(new Set(sources).size).toBe(4);
    for (const source of new Set(sources)) expect(by({ 'events:source': source })).toEqual([]);
    for (const type of eventTypes)
      expect(by({ 'events:source': 'shop.shopify', 'events:detail-type': type })).toEqual([]);
    expect(by({ 'events:source': 'patron' })).not.toEqual([]);
    expect(by({ 'events:source': 'shop.checkout' })).not.toEqual([]);
    expect(by({ 'events:source': 'shop.shopify', 'events:detail-type': 'SegmentEntered' })).not.toEqual([]);
  });

  test('may empty its queues and keep what is of no use', () => {
    const queues = [`${shopify}Queue`, 'SourcesshopwooQueue', 'SourcesstripeQueue'];
    const actions = ['ChangeMessageVisibility', 'DeleteMessage', 'GetQueueAttributes', 'ReceiveMessage'];
    const rights = rightsOf('SourcesAdaptRole').filter((line) => !line.startsWith('kms:'));
    expect(rights).toEqual(
      [
        'dynamodb:BatchWriteItem on Customers.Arn',
        'dynamodb:PutItem on Customers.Arn',
        'events:PutEvents on EventsBus.Arn if events:source StringEquals shop.shopify,shop.segment,shop.woocommerce,shop.stripe',
        ...actions.flatMap((action) => queues.map((queue) => `sqs:${action} on ${queue}.Arn`)),
      ].toSorted(),
    );
  });
});

describe('the function hook', () => {
  test('has a URL that anybody may call, which the deployment names', () => {
    expect(propertiesOf(stateless, 'AWS::Lambda::Url')).toMatchObject([{ AuthType: 'NONE' }]);
    const callers = propertiesOf(stateless, 'AWS::Lambda::Permission').filter(
      ({ FunctionName }) => named(FunctionName) === 'SourcesHookHandler.Arn',
    );
    expect(callers).toMatchObject([
      { Action: 'lambda:InvokeFunctionUrl', Principal: '*', FunctionUrlAuthType: 'NONE' },
      { Action: 'lambda:InvokeFunction', Principal: '*', InvokedViaFunctionUrl: true },
    ]);
    expect(Object.keys(stateless.findOutputs('*'))).toContain('HookUrl');
    expect(theResource(stateless, 'AWS::SSM::Parameter', { Name: '/patron/hook-url' })).toBeDefined();
  });

  test('knows each webhook by the name of its secret', () => {
    expect(named(functionOf(stateless, 'hook')['Environment'].Variables.HOOKS)).toBe(
      'shop-woo wooCommerce shop/woo SourcesshopwooQueue\nstripe stripe stripe SourcesstripeQueue',
    );
  });

  test('may read the secrets and fill the queues, and nothing else', () => {
    const secret = 'arn:AWS::Partition:secretsmanager:AWS::Region:AWS::AccountId:secret';
    expect(rightsOf('SourcesHookRole')).toEqual([
      `kms:Decrypt on Key.Arn${through('sqs')}`,
      `kms:GenerateDataKey on Key.Arn${through('sqs')}`,
      `secretsmanager:GetSecretValue on ${secret}:shop/woo-??????`,
      `secretsmanager:GetSecretValue on ${secret}:stripe-??????`,
      'sqs:SendMessage on SourcesshopwooQueue.Arn',
      'sqs:SendMessage on SourcesstripeQueue.Arn',
    ]);
  });

  test('is not there where every source has a bus', () => {
    const { stateless: without } = synthesise({ sources: [all.sources[0]] });
    expect(resourcesOf(without, 'AWS::Lambda::Url')).toEqual([]);
  });
});

describe('update', () => {
  test('asks for nothing more where there are sources', () => {
    expect(functionOf(stateless, 'update')['Environment']).toEqual(
      functionOf(closed.stateless, 'update')['Environment'],
    );
  });
});
