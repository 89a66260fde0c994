import { describe, expect, test } from 'vitest';
import { deniedBy } from './judged.ts';
import { functionOf, named, propertiesOf, synthesise, theResource } from './synthesised.ts';

const { stateful, stateless } = synthesise();
const policy = theResource(stateful, 'AWS::Events::EventBus')['Properties']['Policy'].Statement;

/** A request of the canary. */
const putting = (source: string) => ({
  'aws:PrincipalArn': 'arn:AWS::Partition:iam::AWS::AccountId:role/patron-canary-AWS::Region',
  'aws:PrincipalIsAWSService': 'false',
  'aws:SecureTransport': 'true',
  'events:source': source,
  'events:detail-type': 'PurchaseMade',
});

describe('the canary', () => {
  test('is called once a stack of the deployment is deployed, or taken back', () => {
    const rules = propertiesOf(stateless, 'AWS::Events::Rule').filter(({ EventPattern }) =>
      EventPattern.source.includes('aws.cloudformation'),
    );
    expect(rules).toHaveLength(1);
    const [{ EventPattern, EventBusName, Targets } = {}] = rules;
    expect(EventBusName).toBeUndefined();
    expect(EventPattern['detail-type']).toEqual(['CloudFormation Stack Status Change']);
    expect(EventPattern.detail['status-details'].status).toEqual([
      'CREATE_COMPLETE',
      'UPDATE_COMPLETE',
      'UPDATE_ROLLBACK_COMPLETE',
    ]);
    const stack = 'arn:AWS::Partition:cloudformation:AWS::Region:AWS::AccountId:stack';
    expect(EventPattern.detail['stack-id'].map(({ prefix }: { prefix: unknown }) => named(prefix as string))).toEqual([
      `${stack}/patron-state/`,
      `${stack}/patron/`,
    ]);
    expect(Targets.map(({ Arn }: { Arn: string }) => named(Arn))).toEqual(['CanaryHandler.Arn']);
  });

  test('hears what the bus says of the made-up person, and nothing else', () => {
    const ears = propertiesOf(stateless, 'AWS::Events::Rule').filter(({ Targets }) =>
      Targets.some(({ Arn }: { Arn: string }) => named(Arn) === 'CanaryHeard.Arn'),
    );
    expect(ears.map(({ EventPattern }) => EventPattern)).toEqual([
      { source: ['patron'], 'detail-type': ['CanaryHeard'] },
    ]);
    expect(named(functionOf(stateless, 'canary')['Environment'].Variables.HEARD_QUEUE_URL)).toBe('CanaryHeard');
  });

  test('speaks of the made-up person by its own source, and as nobody else', () => {
    expect(deniedBy(policy, putting('patron.canary'))).toEqual([]);
    expect(deniedBy(policy, putting('shop.checkout'))).toEqual(['CanaryAlone']);
    expect(deniedBy(policy, putting('patron'))).toEqual(['OnlyPatronSaysPatron', 'CanaryAlone']);
  });
});
