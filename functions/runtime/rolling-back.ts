import { CloudFormationClient, DescribeStacksCommand } from '@aws-sdk/client-cloudformation';

/** Whether CloudFormation is taking a deployment of a stack back. */
export type RollingBack = (stackId: string) => Promise<boolean>;

/** Asks CloudFormation for the status of the stack: its requests do not tell a rollback from a deployment. */
export const rollingBackBy =
  (client: CloudFormationClient): RollingBack =>
  async (StackName) => {
    const { Stacks: [stack] = [] } = await client.send(new DescribeStacksCommand({ StackName }));
    return stack?.StackStatus?.includes('ROLLBACK') ?? false;
  };

/** A client that asks again for up to a minute: a rollback that cannot be told from a deployment would be refused. */
export const patientClient = (): CloudFormationClient => new CloudFormationClient({ maxAttempts: 8 });
