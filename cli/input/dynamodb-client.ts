import type { DynamoDBClient } from '@aws-sdk/client-dynamodb';

/** More than the SDK's four: a command goes over a whole table, and no queue hands its work out again. */
const maxAttempts = 10;

/** A client for DynamoDB, found as the AWS command line finds it. It is loaded only here, since most commands need none. */
export const dynamoDbClient = async (): Promise<DynamoDBClient> => {
  const sdk = await import('@aws-sdk/client-dynamodb');
  return new sdk.DynamoDBClient({ maxAttempts });
};
