import {
  CloudFormationClient,
  DescribeStackResourcesCommand,
  DescribeStacksCommand,
} from '@aws-sdk/client-cloudformation';
import { mockClient } from 'aws-sdk-client-mock';
import { afterEach, describe, expect, test } from 'vitest';
import { deploymentOutputs } from '#lib/tools/deployment/deployment-outputs.ts';

const mock = mockClient(CloudFormationClient);

afterEach(() => mock.reset());

const stack = (StackName: string, outputs: Readonly<Record<string, string>>) => ({
  StackName,
  CreationTime: new Date(0),
  StackStatus: 'CREATE_COMPLETE' as const,
  Outputs: Object.entries(outputs).map(([OutputKey, OutputValue]) => ({ OutputKey, OutputValue })),
});

const stacks = [
  stack('another-state', { TableName: 'another-table', BusName: 'another' }),
  stack('shop-state', { TableName: 'shop-table', BusName: 'shop' }),
  stack('shop', { MembersTableName: 'shop-members' }),
];

const unknown = Object.assign(new Error('Stack [] does not exist'), { name: 'ValidationError' });

const outputsOf = async (table: string) =>
  Object.fromEntries(await deploymentOutputs(new CloudFormationClient(), table));

describe('deploymentOutputs()', () => {
  test('gives the outputs of both stacks of the deployment that has a table', async () => {
    mock.on(DescribeStackResourcesCommand, { PhysicalResourceId: 'shop-table' }).resolves({
      StackResources: [
        {
          StackName: 'shop-state',
          LogicalResourceId: 'Customers',
          ResourceType: 'AWS::DynamoDB::GlobalTable',
          Timestamp: new Date(0),
          ResourceStatus: 'CREATE_COMPLETE',
        },
      ],
    });
    mock.on(DescribeStacksCommand).callsFake(({ StackName }) => ({
      Stacks: stacks.filter((one) => one.StackName === StackName),
    }));
    expect(await outputsOf('shop-table')).toEqual({
      TableName: 'shop-table',
      BusName: 'shop',
      MembersTableName: 'shop-members',
    });
  });

  test('looks through all stacks, page by page, where the stack of a resource is not known', async () => {
    mock.on(DescribeStackResourcesCommand).rejects(unknown);
    mock.on(DescribeStacksCommand).callsFake(({ StackName, NextToken }) => {
      if (StackName !== undefined) return { Stacks: stacks.filter((one) => one.StackName === StackName) };
      return NextToken === undefined ? { Stacks: stacks.slice(0, 1), NextToken: 'more' } : { Stacks: stacks.slice(1) };
    });
    expect(await outputsOf('shop-table')).toMatchObject({ BusName: 'shop', MembersTableName: 'shop-members' });
    expect(await outputsOf('no-table')).toEqual({});
  });

  test('hands on what CloudFormation refuses for another reason', async () => {
    mock.on(DescribeStackResourcesCommand).rejects(Object.assign(new Error('no'), { name: 'AccessDenied' }));
    await expect(outputsOf('shop-table')).rejects.toThrow('no');
  });
});
