import {
  CloudFormationClient,
  DescribeStackResourcesCommand,
  DescribeStacksCommand,
} from '@aws-sdk/client-cloudformation';
import {
  CreateStateMachineCommand,
  DeleteStateMachineCommand,
  DescribeStateMachineCommand,
  ListStateMachinesCommand,
  SFNClient,
} from '@aws-sdk/client-sfn';
import { clientSettings, type Emulator } from '#infra/local/emulator.ts';

/** A stack as CloudFormation describes it. */
export interface StackDescription {
  readonly status: string;
  readonly outputs: Readonly<Record<string, string>>;
}

export const describeStack = async (emulator: Emulator, StackName: string): Promise<StackDescription> => {
  const client = new CloudFormationClient(clientSettings(emulator));
  const { Stacks: [stack] = [] } = await client.send(new DescribeStacksCommand({ StackName }));
  const outputs = (stack?.Outputs ?? []).map(({ OutputKey = '', OutputValue = '' }) => [OutputKey, OutputValue]);
  return { status: String(stack?.StackStatus), outputs: Object.fromEntries(outputs) };
};

/** The physical name of the resource of a stack whose logical id begins so. */
export const resourceIn = async (emulator: Emulator, StackName: string, logicalId: string): Promise<string> => {
  const client = new CloudFormationClient(clientSettings(emulator));
  const { StackResources = [] } = await client.send(new DescribeStackResourcesCommand({ StackName }));
  const found = StackResources.find(({ LogicalResourceId }) => LogicalResourceId?.startsWith(logicalId));
  if (found?.PhysicalResourceId === undefined) throw new Error(`Cannot find ${logicalId}: ${StackName} has none`);
  return found.PhysicalResourceId;
};

/**
 * Takes a state machine away behind CloudFormation's back, so that a deployment that starts it fails.
 *
 * @returns puts it back as it was.
 */
export const takeAwayMachine = async (emulator: Emulator, name: string): Promise<() => Promise<void>> => {
  const client = new SFNClient(clientSettings(emulator));
  const { stateMachines = [] } = await client.send(new ListStateMachinesCommand({}));
  const stateMachineArn = stateMachines.find((machine) => machine.name === name)?.stateMachineArn;
  const { definition, roleArn, type } = await client.send(new DescribeStateMachineCommand({ stateMachineArn }));
  await client.send(new DeleteStateMachineCommand({ stateMachineArn }));
  return async () => {
    await client.send(new CreateStateMachineCommand({ name, definition, roleArn, type }));
  };
};
