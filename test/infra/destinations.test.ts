import { describe, expect, test } from 'vitest';
import { addChecks } from '#infra/checks/checks.ts';
import { defaultCatalogue } from '#lib/core/segments/default/default-catalogue.ts';
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

const [first, second] = defaultCatalogue.segments.map(({ key }) => key) as [string, string];
const segments = [first, second];

const all = {
  destinations: [
    { tool: 'klaviyo', secret: 'shop/klaviyo', segments },
    { tool: 'braze', secret: 'braze', segments, endpoint: 'https://rest.fra-01.braze.eu/' },
    { tool: 'customerIo', secret: 'customer-io', segments, origins: ['backfill', 'snapshot'] },
    { tool: 'standardWebhook', secret: 'loyalty', segments, endpoint: 'https://loyalty.example/hooks' },
  ],
} as const;

const { stateless } = synthesise(all);
const closed = synthesise();

const ruleOf = (name: string): Json => {
  const rule = resourcesOf(stateless, 'AWS::Events::Rule').find(
    ([id]) => named({ Ref: id }) === `Destinations${name}Rule`,
  );
  return rule?.[1]['Properties'];
};

const idOf = (type: string, name: string): string =>
  resourcesOf(stateless, type).find(([id]) => named({ Ref: id }) === name)?.[0] ?? 'none';

/** What CloudFormation puts a secret for. */
const from = (secret: string, field = '') => `{{resolve:secretsmanager:${secret}:SecretString:${field}::}}`;

const ofTool = (id: string) => [`${id}-left`, `${id}-retries`, `${id}-dead-letters`];

describe('a deployment without destinations', () => {
  test('has not one resource of theirs', () => {
    const { stateless: without } = synthesise({ destinations: [] });
    expect(Object.keys(without.toJSON()['Resources'])).toEqual(Object.keys(closed.stateless.toJSON()['Resources']));
    const types = Object.values<Json>(closed.stateless.toJSON()['Resources']).map(({ Type }) => String(Type));
    expect(types.filter((type) => /Pipes|ApiDestination|Connection/.test(type))).toEqual([]);
    expect(Object.keys(closed.stateless.toJSON()['Resources']).filter((id) => id.startsWith('Destinations'))).toEqual(
      [],
    );
  });
});

describe('a destination', () => {
  test('is told of the edges of its segments, of customers, and of no backfill and no snapshot', () => {
    expect(ruleOf('shopklaviyo')['EventPattern']).toEqual({
      source: ['patron'],
      'detail-type': ['SegmentEntered', 'SegmentExited'],
      detail: {
        customerId: [{ exists: true }],
        origin: [{ 'anything-but': ['backfill'] }],
        segment: { key: segments },
      },
      account: [{ Ref: 'AWS::AccountId' }],
    });
  });

  test('is told of both where it is asked for', () => {
    expect(ruleOf('customerio')['EventPattern']).toMatchObject({
      'detail-type': ['SegmentEntered', 'SegmentExited', 'SegmentMember'],
      detail: { customerId: [{ exists: true }], segment: { key: segments } },
    });
    expect(ruleOf('customerio')['EventPattern'].detail).not.toHaveProperty('origin');
  });

  test('that is a webhook is told of erasures, too', () => {
    expect(ruleOf('loyalty')['EventPattern']).toMatchObject({
      $or: [
        { 'detail-type': ['SegmentEntered', 'SegmentExited'] },
        { 'detail-type': ['ProfileErased'], detail: { customerId: [{ exists: true }] } },
      ],
    });
  });

  test.each([
    ['klaviyo', 'https://a.klaviyo.com/api/events', 58],
    ['braze', 'https://rest.fra-01.braze.eu/users/track', 300],
    ['customerIo', 'https://track.customer.io/api/v2/entity', 100],
  ])('%s is asked at its own place, at the rate that it publishes', (tool, url, rate) => {
    const api = theResource(stateless, 'AWS::Events::ApiDestination', {
      Description: `Changes of segments for ${tool}`,
    })['Properties'];
    expect([api.HttpMethod, api.InvocationEndpoint, api.InvocationRateLimitPerSecond]).toEqual(['POST', url, rate]);
  });

  test('has its credentials from Secrets Manager, in no template', () => {
    const connections = propertiesOf(stateless, 'AWS::Events::Connection').map(
      ({ AuthorizationType, AuthParameters: { ApiKeyAuthParameters, BasicAuthParameters } }) => [
        AuthorizationType,
        ApiKeyAuthParameters ?? BasicAuthParameters,
      ],
    );
    expect(connections).toEqual([
      ['API_KEY', { ApiKeyName: 'Authorization', ApiKeyValue: `Klaviyo-API-Key ${from('shop/klaviyo')}` }],
      ['API_KEY', { ApiKeyName: 'Authorization', ApiKeyValue: `Bearer ${from('braze')}` }],
      ['BASIC', { Username: from('customer-io', 'siteId'), Password: from('customer-io', 'apiKey') }],
    ]);
  });

  test('that is a tool is tried for a day; what is left waits for a pipe that is stopped, then among the dead letters', () => {
    const [target] = ruleOf('braze')['Targets'];
    expect(target.RetryPolicy).toEqual({ MaximumEventAgeInSeconds: 86_400, MaximumRetryAttempts: 185 });
    expect(named(target.DeadLetterConfig.Arn)).toBe('DestinationsbrazeLeft.Arn');
    const pipe = theResource(stateless, 'AWS::Pipes::Pipe', {
      Description: 'Sends again what braze has not taken, while it is started',
    });
    expect([
      pipe['Properties'].DesiredState,
      named(pipe['Properties'].Source),
      named(pipe['Properties'].Target),
    ]).toEqual(['STOPPED', 'DestinationsbrazeLeft.Arn', named(target.Arn)]);
    const left = stateless.toJSON()['Resources'][idOf('AWS::SQS::Queue', 'DestinationsbrazeLeft')];
    expect([left.DeletionPolicy, left.Properties.RedrivePolicy.maxReceiveCount]).toEqual(['RetainExceptOnCreate', 5]);
    expect(named(left.Properties.RedrivePolicy.deadLetterTargetArn)).toBe('DestinationsbrazeDeadLetters.Arn');
  });

  test('takes its changes from its own rule alone, and of nobody else but the operator', () => {
    const Ref = idOf('AWS::SQS::Queue', 'DestinationsbrazeLeft');
    const policy = propertiesOf(stateless, 'AWS::SQS::QueuePolicy').find(({ Queues }) => Queues[0].Ref === Ref)!;
    const by = (request: object) =>
      deniedBy(policy['PolicyDocument'].Statement, { 'aws:SecureTransport': 'true', ...request });
    expect(by({ 'aws:SourceArn': 'DestinationsbrazeRule.Arn' })).toEqual([]);
    expect(by({ 'aws:PrincipalArn': 'Operator.Arn' })).toEqual([]);
    expect(by({ 'aws:SourceArn': 'DestinationsloyaltyRule.Arn' })).toEqual(['OnlyOwnRulesAndRoles']);
  });

  test('rings, and has a column of the dashboard and a last net', () => {
    const alarms = propertiesOf(stateless, 'AWS::CloudWatch::Alarm')
      .filter(({ AlarmDescription }) => AlarmDescription.endsWith('#destination'))
      .map(({ AlarmName }) => AlarmName.replace('patron-destination-', ''));
    expect(alarms).toEqual([
      ...['shop-klaviyo', 'braze', 'customer-io'].flatMap(ofTool),
      'loyalty-late',
      'loyalty-dead-letters',
    ]);
    const nets = propertiesOf(stateless, 'AWS::CloudWatch::Alarm').map(({ AlarmName }) => AlarmName);
    expect(nets).toEqual(
      expect.arrayContaining(['shop-klaviyo', 'loyalty'].map((id) => `patron-last-nets-rule-${id}`)),
    );
    const board = named(theResource(stateless, 'AWS::CloudWatch::Dashboard')['Properties']['DashboardBody']);
    const questions = [...board.matchAll(/## (Does [^\\]*\?)/g)].map(([, question]) => question);
    expect(questions).toEqual([
      ...['klaviyo', 'braze', 'customerIo'].map((tool) => `Does ${tool} take changes?`),
      'Does the webhook loyalty take changes?',
    ]);
  });

  test('is sent again by the operator', () => {
    expect(allowedTo(stateless, idOf('AWS::IAM::Role', 'Operator'))).toEqual(
      expect.arrayContaining([
        'pipes:StartPipe on DestinationsbrazePipe.Arn',
        'sqs:StartMessageMoveTask on DestinationsbrazeDeadLetters.Arn',
        'sqs:SendMessage on DestinationsbrazeLeft.Arn',
        'sqs:StartMessageMoveTask on DestinationsloyaltyDeadLetters.Arn',
      ]),
    );
  });

  test('has no finding of cdk-nag', () => {
    const { app } = deploymentWith(all);
    addChecks(app);
    expect(() => app.synth()).not.toThrow();
  });
});

describe('the function that posts to webhooks', () => {
  test('is told where each goes', () => {
    expect(named(functionOf(stateless, 'deliver')['Environment'].Variables.WEBHOOKS)).toBe(
      'DestinationsloyaltyQueue.Arn https://loyalty.example/hooks loyalty',
    );
  });

  test('may empty the queues of webhooks and read their secrets, and nothing more', () => {
    const role = allowedTo(stateless, idOf('AWS::IAM::Role', 'DestinationsDeliverRole'));
    expect(role.filter((line) => !/^(?:logs|xray):/.test(line))).toEqual([
      'kms:Decrypt on Key.Arn if kms:ViaService StringEquals sqs.AWS::Region.amazonaws.com',
      expect.stringMatching(/^secretsmanager:GetSecretValue on arn:.*:secret:loyalty-\?{6}$/),
      'sqs:ChangeMessageVisibility on DestinationsloyaltyQueue.Arn',
      'sqs:DeleteMessage on DestinationsloyaltyQueue.Arn',
      'sqs:GetQueueAttributes on DestinationsloyaltyQueue.Arn',
      'sqs:ReceiveMessage on DestinationsloyaltyQueue.Arn',
    ]);
  });
});
