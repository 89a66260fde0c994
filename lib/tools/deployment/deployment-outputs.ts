import {
  DescribeStackResourcesCommand,
  DescribeStacksCommand,
  type CloudFormationClient,
} from '@aws-sdk/client-cloudformation';

/** A deployment has two stacks, `NAME` and `NAME-state`, of which the latter has the table. */
const suffix = /-state$/;

/** The name by which CloudFormation says that there is no such stack, or no stack of such a resource. */
const isMissing = (error: unknown): boolean => error instanceof Error && error.name === 'ValidationError';

type Outputs = readonly (readonly [name: string, value: string])[];

const outputsOf = async (client: CloudFormationClient, StackName: string): Promise<Outputs> => {
  const { Stacks = [] } = await client.send(new DescribeStacksCommand({ StackName }));
  return Stacks.flatMap(({ Outputs = [] }) => Outputs).flatMap(({ OutputKey, OutputValue }) =>
    OutputKey === undefined || OutputValue === undefined ? [] : [[OutputKey, OutputValue] as const],
  );
};

const stateStackOf = async (client: CloudFormationClient, table: string): Promise<string | undefined> => {
  const { StackResources } = await client.send(new DescribeStackResourcesCommand({ PhysicalResourceId: table }));
  return StackResources?.[0]?.StackName;
};

/**
 * The outputs of both stacks of the deployment that has a table, by name, such as `BusName`; none where no stack that may be seen
 * has it.
 */
export const deploymentOutputs = async (
  client: CloudFormationClient,
  table: string,
): Promise<ReadonlyMap<string, string>> => {
  try {
    const state = await stateStackOf(client, table);
    if (state === undefined) return new Map();
    const names = [...new Set([state, state.replace(suffix, '')])];
    return new Map((await Promise.all(names.map((name) => outputsOf(client, name)))).flat());
  } catch (error) {
    if (isMissing(error)) return new Map();
    throw error;
  }
};
