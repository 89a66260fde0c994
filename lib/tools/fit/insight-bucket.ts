import {
  DescribeStackResourcesCommand,
  DescribeStacksCommand,
  type CloudFormationClient,
  type Stack,
} from '@aws-sdk/client-cloudformation';

/** A deployment has two stacks, `NAME` and `NAME-state`, of which the latter has the table. */
const suffix = /-state$/;

const outputKey = 'InsightBucketName';

/** The name by which CloudFormation says that there is no such stack, or no stack of such a resource. */
const isMissing = (error: unknown): boolean => error instanceof Error && error.name === 'ValidationError';

/** The stack of a deployment whose table this is. */
const stackOf = async (client: CloudFormationClient, table: string): Promise<Stack | undefined> => {
  const resources = await client.send(new DescribeStackResourcesCommand({ PhysicalResourceId: table }));
  const StackName = resources.StackResources?.[0]?.StackName?.replace(suffix, '');
  const { Stacks } = await client.send(new DescribeStacksCommand({ StackName }));
  return Stacks?.[0];
};

/** The bucket in which the passes over a table keep what they find; undefined where no deployment of the table has one. */
export const insightBucketOf = async (client: CloudFormationClient, table: string): Promise<string | undefined> => {
  try {
    const stack = await stackOf(client, table);
    return stack?.Outputs?.find(({ OutputKey }) => OutputKey === outputKey)?.OutputValue;
  } catch (error) {
    if (isMissing(error)) return undefined;
    throw error;
  }
};
