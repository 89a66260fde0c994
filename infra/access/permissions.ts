import { ArnFormat, Aws, Stack } from 'aws-cdk-lib';
import type { ITable } from 'aws-cdk-lib/aws-dynamodb';
import { PolicyStatement } from 'aws-cdk-lib/aws-iam';
import type { IKey } from 'aws-cdk-lib/aws-kms';
import type { IQueue } from 'aws-cdk-lib/aws-sqs';
import type { Construct } from 'constructs';

/** Allows single actions on one resource: the ready-made grants of the construct library allow more than is used. */
export const allow = (resource: string, ...actions: string[]): PolicyStatement =>
  new PolicyStatement({ actions, resources: [resource] });

/** Allows use of the key only through one service, never directly. */
export const allowKey = (
  key: IKey,
  service: 'dynamodb' | 'kinesis' | 'sqs' | 's3' | 'states',
  ...actions: string[]
): PolicyStatement =>
  new PolicyStatement({
    actions,
    resources: [key.keyArn],
    conditions: { StringEquals: { 'kms:ViaService': `${service}.${Aws.REGION}.amazonaws.com` } },
  });

/** The key's actions that a reader of an encrypted table needs. */
export const readKey = ['kms:Decrypt', 'kms:DescribeKey'];

/** The key's actions that a writer of an encrypted table needs. */
export const writeKey = [...readKey, 'kms:Encrypt', 'kms:GenerateDataKey', 'kms:ReEncryptFrom', 'kms:ReEncryptTo'];

/** The permissions that an event source mapping needs of the function's role, and that to hand a message back for a while. */
export const receiveFrom = (...queues: IQueue[]): PolicyStatement =>
  new PolicyStatement({
    actions: ['sqs:ReceiveMessage', 'sqs:DeleteMessage', 'sqs:GetQueueAttributes', 'sqs:ChangeMessageVisibility'],
    resources: queues.map(({ queueArn }) => queueArn),
  });

/** Allows operations on one partition of the table, and on no row of a person. */
export const allowPartition = (table: ITable, partition: string, ...operations: string[]): PolicyStatement =>
  allowPartitions(table, [partition], ...operations);

/** Allows operations on some partitions of the table, and on no other. */
export const allowPartitions = (
  table: ITable,
  partitions: readonly string[],
  ...operations: string[]
): PolicyStatement =>
  new PolicyStatement({
    actions: operations.map((operation) => `dynamodb:${operation}`),
    resources: [table.tableArn],
    conditions: { 'ForAllValues:StringEquals': { 'dynamodb:LeadingKeys': partitions } },
  });

export const allowTable = (table: ITable, ...operations: string[]): PolicyStatement =>
  allow(table.tableArn, ...operations.map((operation) => `dynamodb:${operation}`));

/** Allows to read secrets by their names; AWS ends the ARN of a secret with six characters of its own. */
export const allowSecrets = (scope: Construct, secrets: readonly string[]): PolicyStatement =>
  new PolicyStatement({
    actions: ['secretsmanager:GetSecretValue'],
    resources: secrets.map((secret) =>
      Stack.of(scope).formatArn({
        service: 'secretsmanager',
        resource: 'secret',
        resourceName: `${secret}-??????`,
        arnFormat: ArnFormat.COLON_RESOURCE_NAME,
      }),
    ),
  });
