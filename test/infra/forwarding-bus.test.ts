import { App, Stack } from 'aws-cdk-lib';
import { Match, Template } from 'aws-cdk-lib/assertions';
import { EventBus } from 'aws-cdk-lib/aws-events';
import { describe, expect, test } from 'vitest';
import { ForwardToPatron } from '../../docs/snippets/cdk/forward-to-patron.ts';
import { deniedBy, isAllowedBy } from './judged.ts';
import { synthesise, theResource } from './synthesised.ts';

const [shop, web] = ['111111111111', '222222222222'];
const to = `arn:aws:events:eu-west-1:${shop}:event-bus/patron`;
const said = { sources: ['shop.web', 'shop.app'], detailTypes: ['VisitMade', 'IdentityLinked'] };

const sending = new Stack(new App(), 'Web', { env: { account: web, region: 'us-east-1' } });
const forwarding = new ForwardToPatron(sending, 'Forwarding', {
  bus: EventBus.fromEventBusName(sending, 'Bus', 'web'),
  to,
  ...said,
});
const sent = Template.fromStack(Stack.of(forwarding));
const { RoleName: roleName } = theResource(sent, 'AWS::IAM::Role')['Properties'];
const { EventPattern: pattern } = theResource(sent, 'AWS::Events::Rule')['Properties'];

const policyWith = (who: object) =>
  theResource(synthesise({ producers: [{ ...who, ...said }] }).stateful, 'AWS::Events::EventBus')['Properties'][
    'Policy'
  ].Statement;

/** The request by which EventBridge, as the role of the rule, hands an event over. */
const handing = (source: string, type: string) => ({
  'aws:PrincipalArn': `arn:aws:iam::${web}:role/${roleName}`,
  'aws:PrincipalAccount': web,
  'aws:PrincipalIsAWSService': 'false',
  'aws:SecureTransport': 'true',
  'events:source': source,
  'events:detail-type': type,
});

describe('a bus of another account and region', () => {
  test.each([{ principal: `arn:aws:iam::${web}:role/forward-to-patron` }, { account: web }])(
    'is heard for all that its rule sends on, and for nothing else, as %j',
    (who) => {
      const statements = policyWith(who);
      for (const source of pattern.source)
        for (const type of pattern['detail-type']) {
          expect(deniedBy(statements, handing(source, type))).toEqual([]);
          expect(isAllowedBy(statements, handing(source, type))).toBe(true);
        }
      expect(deniedBy(statements, handing('shop.checkout', 'VisitMade'))).toEqual(['Sources1']);
      expect(deniedBy(statements, handing('shop.web', 'ErasureRequested'))).toEqual(['Types1']);
    },
  );

  test('needs a role that EventBridge takes and that can do nothing else, and keeps what could not be sent', () => {
    sent.hasResourceProperties('AWS::Events::Rule', {
      EventBusName: 'web',
      Targets: [{ Id: 'Patron', Arn: to, RoleArn: Match.anyValue(), DeadLetterConfig: Match.anyValue() }],
    });
    const [policy] = Object.values(sent.findResources('AWS::IAM::Policy'));
    expect(policy?.['Properties'].PolicyDocument.Statement).toEqual([
      { Action: 'events:PutEvents', Effect: 'Allow', Resource: to },
    ]);
    expect(theResource(sent, 'AWS::IAM::Role')['Properties'].AssumeRolePolicyDocument.Statement).toEqual([
      { Action: 'sts:AssumeRole', Effect: 'Allow', Principal: { Service: 'events.amazonaws.com' } },
    ]);
    sent.hasResourceProperties('AWS::SQS::QueuePolicy', {
      PolicyDocument: {
        Statement: Match.arrayWith([
          Match.objectLike({ Effect: 'Allow', Condition: { ArnEquals: { 'aws:SourceArn': Match.anyValue() } } }),
        ]),
      },
    });
  });
});
