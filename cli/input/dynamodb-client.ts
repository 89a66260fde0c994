import type { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { namedFailure } from './aws-failure.ts';

/** More than the SDK's four: a command goes over a whole table, and no queue hands its work out again. */
const maxAttempts = 10;

interface TableInput {
  readonly TableName?: string;
  readonly RequestItems?: Readonly<Record<string, unknown>>;
  readonly TransactItems?: readonly Readonly<Record<string, { readonly TableName?: string } | undefined>>[];
}

const tableIn = ({ TableName, RequestItems, TransactItems }: TableInput): string | undefined => {
  const [part] = TransactItems?.flatMap((item) => Object.values(item)) ?? [];
  return TableName ?? Object.keys(RequestItems ?? {})[0] ?? part?.TableName;
};

/**
 * A client for DynamoDB, found as the AWS command line finds it, whose failures name the table. It is loaded only here, since
 * most commands need none.
 */
export const dynamoDbClient = async (): Promise<DynamoDBClient> => {
  const sdk = await import('@aws-sdk/client-dynamodb');
  const client = new sdk.DynamoDBClient({ maxAttempts });
  client.middlewareStack.add(
    (next) => async (call) => {
      try {
        return await next(call);
      } catch (error) {
        const name = tableIn(call.input as TableInput) ?? 'of the deployment';
        throw await namedFailure(error, { kind: 'table', name, region: client.config.region });
      }
    },
    { step: 'initialize', name: 'failuresNameTheTable' },
  );
  return client;
};
