import { Stack } from 'aws-cdk-lib';
import { CfnRule, EventBus, type IEventBus } from 'aws-cdk-lib/aws-events';
import { AccountPrincipal, PolicyStatement, Role, ServicePrincipal } from 'aws-cdk-lib/aws-iam';
import { Queue } from 'aws-cdk-lib/aws-sqs';
import { Construct } from 'constructs';
import { segmentChangesPattern } from 'patron/events';

export interface ForwardingProps {
  /** Patron's bus: `EventBus.fromEventBusArn` of what the parameter `/NAME/bus-arn` holds. */
  readonly bus: IEventBus;
  readonly segments: readonly string[];
  /** The ARN of the other account's bus. */
  readonly to: string;
}

/** In the shop's account: sends the changes of some segments on, and keeps for 14 days what could not be sent. */
export class Forwarding extends Construct {
  constructor(scope: Construct, id: string, { bus, segments, to }: ForwardingProps) {
    super(scope, id);
    const role = new Role(this, 'Role', { assumedBy: new ServicePrincipal('events.amazonaws.com') });
    role.addToPolicy(new PolicyStatement({ actions: ['events:PutEvents'], resources: [to] }));
    const deadLetters = new Queue(this, 'DeadLetters', { enforceSSL: true });
    const rule = new CfnRule(this, 'Rule', {
      eventBusName: bus.eventBusName,
      eventPattern: {
        ...segmentChangesPattern({ segments, snapshots: true, erasures: true }),
        account: [Stack.of(this).account],
      },
      targets: [{ id: 'Bus', arn: to, roleArn: role.roleArn, deadLetterConfig: { arn: deadLetters.queueArn } }],
    });
    deadLetters.addToResourcePolicy(
      new PolicyStatement({
        principals: [new ServicePrincipal('events.amazonaws.com')],
        actions: ['sqs:SendMessage'],
        resources: [deadLetters.queueArn],
        conditions: { ArnEquals: { 'aws:SourceArn': rule.attrArn } },
      }),
    );
  }
}

/** In the other account: a bus that takes what Patron says from the shop's account, and nothing else. */
export class ChangesBus extends Construct {
  readonly bus: EventBus;

  constructor(scope: Construct, id: string, { shop }: { readonly shop: string }) {
    super(scope, id);
    this.bus = new EventBus(this, 'Bus');
    this.bus.addToResourcePolicy(
      new PolicyStatement({
        sid: 'PatronOfTheShop',
        principals: [new AccountPrincipal(shop)],
        actions: ['events:PutEvents'],
        resources: [this.bus.eventBusArn],
        conditions: { StringEquals: { 'events:source': 'patron' } },
      }),
    );
  }
}
