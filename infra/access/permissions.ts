import { Aws } from 'aws-cdk-lib';
import type { ITable } from 'aws-cdk-lib/aws-dynamodb';
import { PolicyStatement } from 'aws-cdk-lib/aws-iam';
import type { IKey } from 'aws-cdk-lib/aws-kms';
import type { IQueue } from 'aws-cdk-lib/aws-sqs';

/** Narrow permissions, action by action: the ready-made grants of the construct library give more than is used. */
export const allow = (resource: string, ...actions: string[]): PolicyStatement =>
  new PolicyStatement({ actions, resources: [resource] });

/** Use of the key by way of one service alone, never directly. */
export const allowKey = (
  key: IKey,
  service: 'dynamodb' | 'sqs' | 's3' | 'states',
  ...actions: string[]
): PolicyStatement =>
  new PolicyStatement({
    actions,
    resources: [key.keyArn],
    conditions: { StringEquals: { 'kms:ViaService': `${service}.${Aws.REGION}.amazonaws.com` } },
  });

/** What a key must allow of a caller that reads an encrypted table. */
export const readKey = ['kms:Decrypt', 'kms:DescribeKey'];

/** What a key must allow of a caller that writes an encrypted table. */
export const writeKey = [...readKey, 'kms:Encrypt', 'kms:GenerateDataKey', 'kms:ReEncryptFrom', 'kms:ReEncryptTo'];

/** What an event source mapping asks of the function's role. */
export const receiveFrom = (...queues: IQueue[]): PolicyStatement =>
  new PolicyStatement({
    actions: ['sqs:ReceiveMessage', 'sqs:DeleteMessage', 'sqs:GetQueueAttributes'],
    resources: queues.map(({ queueArn }) => queueArn),
  });

export const allowTable = (table: ITable, ...operations: string[]): PolicyStatement =>
  allow(table.tableArn, ...operations.map((operation) => `dynamodb:${operation}`));
