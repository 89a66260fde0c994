import {
  DescribeStackResourcesCommand,
  paginateDescribeStacks,
  type CloudFormationClient,
} from '@aws-sdk/client-cloudformation';

/** A deployment has two stacks, `NAME` and `NAME-state`, of which the latter has the table. */
const suffix = /-state$/;

/** The output of the latter that names the table. */
const tableOutput = 'TableName';

type Outputs = ReadonlyMap<string, string>;

/** The name by which CloudFormation says that there is no such stack, or no stack of such a resource. */
const isMissing = (error: unknown): boolean => error instanceof Error && error.name === 'ValidationError';

/** The outputs of a stack, or of every stack, by the stack's name. */
const stacksIn = async (
  client: CloudFormationClient,
  StackName?: string,
): Promise<readonly (readonly [name: string, outputs: Outputs])[]> => {
  const found: [string, Outputs][] = [];
  for await (const { Stacks = [] } of paginateDescribeStacks({ client }, StackName === undefined ? {} : { StackName }))
    for (const { StackName: name = '', Outputs = [] } of Stacks)
      found.push([name, new Map(Outputs.map(({ OutputKey = '', OutputValue = '' }) => [OutputKey, OutputValue]))]);
  return found;
};

/**
 * The name of the stack that has a table. CloudFormation is asked for the stack of the resource; where it does not know that, as a local
 * AWS may not, all stacks are looked through for one that names the table.
 */
const stackOf = async (client: CloudFormationClient, table: string): Promise<string | undefined> => {
  try {
    const { StackResources } = await client.send(new DescribeStackResourcesCommand({ PhysicalResourceId: table }));
    return StackResources?.[0]?.StackName;
  } catch (error) {
    if (!isMissing(error)) throw error;
    const stacks = await stacksIn(client);
    return stacks.find(([, outputs]) => outputs.get(tableOutput) === table)?.[0];
  }
};

/**
 * The outputs of both stacks of the deployment that has a table, by name, such as `BusName`; none where no stack that may be seen
 * has it.
 */
export const deploymentOutputs = async (client: CloudFormationClient, table: string): Promise<Outputs> => {
  const state = await stackOf(client, table);
  if (state === undefined) return new Map();
  const names = [...new Set([state, state.replace(suffix, '')])];
  const stacks = await Promise.all(names.map((name) => stacksIn(client, name)));
  return new Map(stacks.flat().flatMap(([, outputs]) => [...outputs]));
};
