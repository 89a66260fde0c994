import { DynamoDBClient } from '@aws-sdk/client-dynamodb';

const client = new DynamoDBClient();

/** A function that only makes a client when it is loaded: every bundle of Patron's is compared with it. */
export const handler = (): Promise<string> => client.config.region();
