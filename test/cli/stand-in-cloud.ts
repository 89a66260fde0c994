import {
  CloudFormationClient,
  DescribeStackResourcesCommand,
  DescribeStacksCommand,
} from '@aws-sdk/client-cloudformation';
import { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { SFNClient, StartExecutionCommand } from '@aws-sdk/client-sfn';
import { mockClient } from 'aws-sdk-client-mock';
import { afterAll, afterEach, beforeEach, vi } from 'vitest';

/** The pass that makes lists of members anew. */
export const machine = 'arn:aws:states:eu-west-1:000000000000:stateMachine:shop-members';

/** Stands in for AWS while the tests of the file run that calls this: no stack, no row, and a pass that starts. */
export const standInCloud = () => {
  const cloud = {
    stacks: mockClient(CloudFormationClient),
    tables: mockClient(DynamoDBClient),
    passes: mockClient(SFNClient),
  };
  beforeEach(() => {
    vi.stubEnv('AWS_REGION', 'eu-west-1');
    cloud.passes.on(StartExecutionCommand).resolves({ executionArn: `${machine}:1` });
  });
  afterEach(() => {
    vi.unstubAllEnvs();
    for (const mock of Object.values(cloud)) mock.reset();
  });
  // Files share modules, and with them the clients' classes.
  afterAll(() => {
    for (const mock of Object.values(cloud)) mock.restore();
  });
  return {
    ...cloud,
    /** Deploys a shop with these outputs. */
    deployed: (outputs: Readonly<Record<string, string>>): void => {
      const stack = { StackName: 'shop', CreationTime: new Date(0), StackStatus: 'CREATE_COMPLETE' as const };
      const Outputs = Object.entries(outputs).map(([OutputKey, OutputValue]) => ({ OutputKey, OutputValue }));
      const ofTable = { LogicalResourceId: 'x', ResourceType: 'x', Timestamp: new Date(0) };
      cloud.stacks
        .on(DescribeStackResourcesCommand)
        .resolves({ StackResources: [{ ...ofTable, StackName: 'shop', ResourceStatus: 'CREATE_COMPLETE' }] })
        .on(DescribeStacksCommand)
        .resolves({ Stacks: [{ ...stack, Outputs }] });
    },
    /** What passes were started with. */
    started: () => cloud.passes.commandCalls(StartExecutionCommand).map(({ args: [command] }) => command.input),
  };
};
