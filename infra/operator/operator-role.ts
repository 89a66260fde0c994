import { Annotations } from 'aws-cdk-lib';
import type { IBucket } from 'aws-cdk-lib/aws-s3';
import type { Construct } from 'constructs';
import { PermittedRole } from '../access/permitted-role.ts';
import { knownRoleName } from '../access/publisher-roles.ts';
import { acknowledge, arnInFindings, nameInTemplate } from '../checks/acknowledge.ts';
import type { Watched } from '../watches/watched.ts';
import { takersOf } from './operator-trust.ts';
import { machinesOf, operatorPermissions, stacksOf } from './operator-permissions.ts';

const nobodyListed =
  'No operators are listed: whoever the account’s own policies allow may take the operator’s role, with a second factor';

/**
 * The role for the runbook and the command line: read metrics and logs, read and repair persons, send again what was left
 * over, replay the archive. Queues and bus refuse everyone else, administrators too. Who may take this role is listed, and is also
 * allowed `sts:AssumeRole` on it by the policies of their own account.
 */
export class OperatorRole extends PermittedRole {
  constructor(scope: Construct, id: string, watched: Watched) {
    super(scope, id, {
      // The bus outlives the role, and must name it.
      roleName: knownRoleName(scope, watched.settings.name, 'operator'),
      assumedBy: takersOf(watched.settings.operators),
      description: `Does what the runbook of Patron says, for ${watched.settings.name}`,
      permissions: operatorPermissions(watched),
    });
    if (watched.settings.operators.length === 0) Annotations.of(this).addWarningV2('patron:no-operators', nobodyListed);
    acknowledge(this, {
      [finding('*')]: 'AWS has no resources to name for metrics, alarms, limits and lists',
      ...reasonsFor(
        bucketsOf(watched).map((bucket) => `<${nameInTemplate(bucket)}.Arn>/*`),
        'Lambda names the objects',
      ),
      [finding(arnInFindings(this, 'events', 'replay/*'))]: 'A replay is named by the person who starts it',
      [finding(arnInFindings(this, 'ssm', `parameter/${watched.settings.name}/*`))]:
        'Every parameter of the deployment, and no other',
      ...reasonsFor(
        machinesOf(watched).map(({ name }) => arnInFindings(this, 'states', `execution:${name}:*`)),
        'Step Functions names the executions of a pass',
      ),
      ...reasonsFor(
        stacksOf(watched).map(({ stackName }) => arnInFindings(this, 'cloudformation', `stack/${stackName}/*`)),
        'CloudFormation adds an id to the name of a stack',
      ),
    });
  }
}

const finding = (resource: string): string => `AwsSolutions::AwsSolutions-IAM5[Resource::${resource}]`;

const reasonsFor = (resources: readonly string[], reason: string): Readonly<Record<string, string>> =>
  Object.fromEntries(resources.map((resource) => [finding(resource), reason]));

/** The buckets that an operator reads. */
const bucketsOf = ({ publication, insight, intake: { stream } }: Watched): readonly IBucket[] => [
  publication.failures,
  ...(stream ? [stream.failures] : []),
  ...(insight ? [insight.bucket] : []),
];
