import { readFileSync } from 'node:fs';
import { Duration, Stack } from 'aws-cdk-lib';
import { Template } from 'aws-cdk-lib/assertions';
import { Code, Function as LambdaFunction, Runtime } from 'aws-cdk-lib/aws-lambda';
import { describe, expect, test } from 'vitest';
import { addChecks } from '#infra/checks/checks.ts';
import { Patron } from '#infra/patron.ts';
import type { SubscriptionProps } from '#infra/subscription/subscription.ts';
import { deniedBy } from './judged.ts';
import { allowedTo, appWith, named, propertiesOf, resourcesOf, type Json, type Statement } from './synthesised.ts';

const handlerIn = (stack: Stack, timeout?: Duration) =>
  new LambdaFunction(stack, 'Mail', {
    runtime: Runtime.NODEJS_24_X,
    handler: 'index.handler',
    code: Code.fromInline('exports.handler = async () => {}'),
    ...(timeout && { timeout }),
  });

/** An app with a deployment and a function of somebody else's, in a stack of its own. */
const subscribed = (props: Partial<SubscriptionProps> = {}, id = 'Mailer') => {
  const app = appWith({ 'aws:cdk:bundling-stacks': [] });
  const patron = new Patron(app, 'Patron', { name: 'patron', catalogue: 'default', producers: [] });
  const campaigns = new Stack(app, 'Campaigns');
  const handler = handlerIn(campaigns, Duration.seconds(20));
  const subscription = patron.subscribe(id, { segments: ['cart-abandoners'], handler, ...props });
  return { app, patron, campaigns, subscription };
};

const templatesOf = ({ patron, campaigns }: ReturnType<typeof subscribed>) => ({
  stateless: Template.fromStack(patron.stateless),
  campaigns: Template.fromStack(campaigns),
});

const whole = subscribed();
const { stateless, campaigns } = templatesOf(whole);

const idLike = (template: Template, type: string, part: string): string =>
  resourcesOf(template, type).find(([id]) => named({ Ref: id }) === part)?.[0] ?? 'none';

const ruleOf = (template: Template): Json | undefined =>
  propertiesOf(template, 'AWS::Events::Rule').find(({ Description }) => Description.startsWith('Changes of segments'));

describe('subscribe()', () => {
  test('sends the changes of its segments, said in its own account, to a queue of its own', () => {
    const rule = ruleOf(stateless);
    expect(rule?.['EventPattern']).toEqual({
      source: ['patron'],
      'detail-type': ['SegmentEntered', 'SegmentExited'],
      detail: { segment: { key: ['cart-abandoners'] } },
      account: [{ Ref: 'AWS::AccountId' }],
    });
    const [{ Arn, DeadLetterConfig }] = rule?.['Targets'] ?? [];
    expect([named(Arn), named(DeadLetterConfig.Arn)]).toEqual([
      'SubscribersMailerQueue.Arn',
      'SubscribersMailerDeadLetters.Arn',
    ]);
  });

  test.each([
    ['entered', ['SegmentEntered']],
    ['exited', ['SegmentExited']],
  ] as const)('sends only what has %s where so asked', (status, types) => {
    const rule = ruleOf(templatesOf(subscribed({ statuses: [status] })).stateless);
    expect(rule?.['EventPattern']['detail-type']).toEqual(types);
  });

  test('sends the members of snapshots and erasures, too, where so asked', () => {
    const rule = ruleOf(templatesOf(subscribed({ snapshots: true, erasures: true })).stateless);
    expect(rule?.['EventPattern']).toEqual({
      source: ['patron'],
      $or: [
        {
          'detail-type': ['SegmentEntered', 'SegmentExited', 'SegmentMember'],
          detail: { segment: { key: ['cart-abandoners'] } },
        },
        { 'detail-type': ['ProfileErased'] },
      ],
      account: [{ Ref: 'AWS::AccountId' }],
    });
  });

  test('keeps what fails five times, encrypted, and hides a message for six timeouts', () => {
    const queue = stateless.toJSON()['Resources'][idLike(stateless, 'AWS::SQS::Queue', 'SubscribersMailerQueue')];
    const { RedrivePolicy, VisibilityTimeout, KmsMasterKeyId } = queue.Properties;
    expect([RedrivePolicy.maxReceiveCount, VisibilityTimeout, named(KmsMasterKeyId)]).toEqual([5, 120, 'Key.Arn']);
    expect(named(RedrivePolicy.deadLetterTargetArn)).toBe('SubscribersMailerDeadLetters.Arn');
  });

  test('lets the function empty the queue, and nothing more', () => {
    const [{ FunctionName, BatchSize, FunctionResponseTypes }] = propertiesOf(
      campaigns,
      'AWS::Lambda::EventSourceMapping',
    ) as [Json];
    expect([named(FunctionName), BatchSize, FunctionResponseTypes]).toEqual(['Mail', 10, ['ReportBatchItemFailures']]);
    const [{ PolicyDocument }] = propertiesOf(campaigns, 'AWS::IAM::Policy') as [Json];
    const actions = PolicyDocument.Statement.map(({ Action }: Statement) => Action);
    expect(actions).toEqual([
      ['sqs:ChangeMessageVisibility', 'sqs:DeleteMessage', 'sqs:GetQueueAttributes', 'sqs:ReceiveMessage'],
      'kms:Decrypt',
    ]);
  });

  test('lets only its rule and the operator send to the queue', () => {
    const queueId = idLike(stateless, 'AWS::SQS::Queue', 'SubscribersMailerQueue');
    const policies = propertiesOf(stateless, 'AWS::SQS::QueuePolicy');
    const policy = policies.find(({ Queues }) => Queues[0].Ref === queueId)?.['PolicyDocument'].Statement;
    const rule = `${idLike(stateless, 'AWS::Events::Rule', 'SubscribersMailerRule').slice(0, -8)}.Arn`;
    const tls = { 'aws:SecureTransport': 'true' };
    expect(deniedBy(policy, { ...tls, 'aws:SourceArn': rule })).toEqual([]);
    expect(deniedBy(policy, { ...tls, 'aws:PrincipalArn': 'Operator.Arn' })).toEqual([]);
    const anyone = 'arn:aws:iam::123456789012:role/admin';
    expect(deniedBy(policy, { ...tls, 'aws:PrincipalArn': anyone })).toEqual(['OnlyOwnRulesAndRoles']);
  });

  test('rings when changes are left over, and when the subscriber is far behind', () => {
    const alarms = propertiesOf(stateless, 'AWS::CloudWatch::Alarm').filter(({ AlarmDescription }) =>
      AlarmDescription.endsWith('#subscriber'),
    );
    expect(alarms.map(({ AlarmName, MetricName, Threshold }) => [AlarmName, MetricName, Threshold])).toEqual([
      ['patron-subscriber-Mailer-dead-letters', 'ApproximateNumberOfMessagesVisible', 0],
      ['patron-subscriber-Mailer-late', 'ApproximateAgeOfOldestMessage', 900],
    ]);
    expect(readFileSync('docs/runbook.md', 'utf8')).toContain('\n## Subscriber\n');
    const topic = { Ref: resourcesOf(stateless, 'AWS::SNS::Topic')[0]?.[0] };
    for (const { AlarmActions } of alarms) expect(AlarmActions).toEqual([topic]);
  });

  test('lets the operator send dead letters again', () => {
    const operator = allowedTo(stateless, idLike(stateless, 'AWS::IAM::Role', 'Operator'));
    expect(operator).toEqual(
      expect.arrayContaining([
        'sqs:PurgeQueue on SubscribersMailerDeadLetters.Arn',
        'sqs:StartMessageMoveTask on SubscribersMailerDeadLetters.Arn',
        'sqs:SendMessage on SubscribersMailerQueue.Arn',
      ]),
    );
  });

  test('can be called for several subscribers, and has no finding of cdk-nag in Patron’s own stacks', () => {
    const { app, patron, campaigns: stack } = subscribed();
    const handler = LambdaFunction.fromFunctionAttributes(stack, 'Elsewhere', {
      functionArn: 'arn:aws:lambda:eu-west-1:123456789012:function:elsewhere',
      sameEnvironment: true,
    });
    patron.subscribe('Ads', { segments: ['cart-abandoners', 'lapsing-regulars'].slice(0, 1), handler });
    addChecks(app);
    const findings = (() => {
      try {
        app.synth();
      } catch (error) {
        return [...String(error).matchAll(/^ERROR .*\n\s+(\S+) /gm)].map(([, path]) => String(path));
      }
      return [];
    })();
    expect(findings.filter((path) => path.startsWith('Patron/'))).toEqual([]);
    expect(findings.filter((path) => path.includes('Changes'))).toEqual([]);
  });

  test.each<[Partial<SubscriptionProps>, string]>([
    [{ segments: ['cart-abandoner'] }, 'the catalogue has no such segment (the nearest is cart-abandoners)'],
    [{ segments: [] }, 'Cannot subscribe Mailer to no segment: segments must name at least one'],
    [{ statuses: [] }, 'Cannot subscribe Mailer to no status'],
  ])('refuses %j', (props, message) => {
    expect(() => subscribed(props)).toThrow(message);
  });

  test('refuses more segments than a pattern can name', () => {
    const keys = Array.from({ length: 30 }, (_, index) => String(index).padStart(64, 'k'));
    const catalogue = {
      currency: 'GBP',
      segments: keys.map((key) => ({ key, name: 'Buyers', when: { performed: 'PurchaseMade' as const } })),
    };
    const app = appWith({ 'aws:cdk:bundling-stacks': [] });
    const patron = new Patron(app, 'Patron', { name: 'patron', catalogue, producers: [] });
    const handler = handlerIn(new Stack(app, 'Campaigns'));
    expect(() => patron.subscribe('Mailer', { segments: keys, handler })).toThrow(
      /Cannot subscribe Mailer to 30 segments at once: their keys must fit 1984 characters, current length is \d+/,
    );
    expect(() => patron.subscribe('Mailer', { segments: keys.slice(0, 28), handler })).not.toThrow();
  });
});
