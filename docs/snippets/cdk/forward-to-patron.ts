import { CfnRule, type IEventBus } from 'aws-cdk-lib/aws-events';
import { PolicyStatement, Role, ServicePrincipal } from 'aws-cdk-lib/aws-iam';
import { Queue } from 'aws-cdk-lib/aws-sqs';
import { Construct } from 'constructs';

export interface ForwardToPatronProps {
  /** The bus that the events are on already, in the account and region of this stack. */
  readonly bus: IEventBus;
  /** The ARN of Patron's bus: what the parameter `/NAME/bus-arn` holds where Patron is deployed. */
  readonly to: string;
  /** The same as in the entry of `producers`. */
  readonly sources: readonly string[];
  /** The same as in the entry of `producers`. */
  readonly detailTypes: readonly string[];
}

/** Sends what is said of customers on to Patron's bus, and keeps for 14 days what could not be sent. */
export class ForwardToPatron extends Construct {
  /** Its ARN is the `principal` of the entry of `producers`. */
  readonly role: Role;

  constructor(scope: Construct, id: string, { bus, to, sources, detailTypes }: ForwardToPatronProps) {
    super(scope, id);
    this.role = new Role(this, 'Role', {
      roleName: 'forward-to-patron',
      assumedBy: new ServicePrincipal('events.amazonaws.com'),
    });
    this.role.addToPolicy(new PolicyStatement({ actions: ['events:PutEvents'], resources: [to] }));
    const deadLetters = new Queue(this, 'DeadLetters', { enforceSSL: true });
    const rule = new CfnRule(this, 'Rule', {
      eventBusName: bus.eventBusName,
      eventPattern: { source: sources, 'detail-type': detailTypes },
      targets: [{ id: 'Patron', arn: to, roleArn: this.role.roleArn, deadLetterConfig: { arn: deadLetters.queueArn } }],
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
