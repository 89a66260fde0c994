import { DynamoDBClient } from '@aws-sdk/client-dynamodb';

const client = new DynamoDBClient();

/** A function that does nothing but make a client when it is loaded: what every bundle of Patron's is compared with. */
export const handler = (): Promise<string> => client.config.region();
