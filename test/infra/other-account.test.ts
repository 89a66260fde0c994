import { App, Stack } from 'aws-cdk-lib';
import { Match, Template } from 'aws-cdk-lib/assertions';
import { EventBus } from 'aws-cdk-lib/aws-events';
import { describe, expect, test } from 'vitest';
import { ChangesBus, Forwarding } from '../../docs/snippets/cdk/other-account.ts';

const [shop, agency, region] = ['111111111111', '222222222222', 'eu-west-1'];
const app = new App();

const receiving = new Stack(app, 'Agency', { env: { account: agency, region } });
const changes = new ChangesBus(receiving, 'Changes', { shop });

const to = `arn:aws:events:${region}:${agency}:event-bus/changes`;
const sending = new Stack(app, 'Shop', { env: { account: shop, region } });
const bus = EventBus.fromEventBusArn(sending, 'Bus', `arn:aws:events:${region}:${shop}:event-bus/patron`);
const forwarding = new Forwarding(sending, 'Forwarding', { bus, segments: ['buyers'], to });

const sent = Template.fromStack(Stack.of(forwarding));

describe('subscribers of another account', () => {
  test('get what Patron itself said of their segments, snapshots and erasures, by a role that can do nothing else', () => {
    sent.hasResourceProperties('AWS::Events::Rule', {
      EventBusName: 'patron',
      EventPattern: {
        source: ['patron'],
        account: [shop],
        $or: [
          {
            'detail-type': ['SegmentEntered', 'SegmentExited', 'SegmentMember'],
            detail: { segment: { key: ['buyers'] } },
          },
          { 'detail-type': ['ProfileErased'] },
        ],
      },
      Targets: [Match.objectLike({ Arn: to, DeadLetterConfig: Match.anyValue(), RoleArn: Match.anyValue() })],
    });
    const [policy] = Object.values(sent.findResources('AWS::IAM::Policy'));
    expect(policy?.['Properties'].PolicyDocument.Statement).toEqual([
      { Action: 'events:PutEvents', Effect: 'Allow', Resource: to },
    ]);
    sent.hasResourceProperties('AWS::SQS::QueuePolicy', {
      PolicyDocument: {
        Statement: Match.arrayWith([
          Match.objectLike({ Effect: 'Allow', Condition: { ArnEquals: { 'aws:SourceArn': Match.anyValue() } } }),
        ]),
      },
    });
  });

  test('open their bus to the shop’s account alone, and to nothing but what says it is Patron’s', () => {
    const policies = Object.values(Template.fromStack(Stack.of(changes)).findResources('AWS::Events::EventBusPolicy'));
    expect(policies.map(({ Properties }) => Properties.Statement)).toEqual([
      {
        Sid: 'cdk-PatronOfTheShop',
        Effect: 'Allow',
        Principal: { AWS: { 'Fn::Join': ['', ['arn:', { Ref: 'AWS::Partition' }, `:iam::${shop}:root`]] } },
        Action: 'events:PutEvents',
        Resource: { 'Fn::GetAtt': [expect.stringContaining('ChangesBus'), 'Arn'] },
        Condition: { StringEquals: { 'events:source': 'patron' } },
      },
    ]);
  });
});
