import { tableSize } from '#lib/ports/store/dynamodb/table-size.ts';
import { scanDollars, type TableReads } from '#lib/tools/cost/scan-price.ts';
import { dynamoDbClient } from './dynamodb-client.ts';
import { dollars, quantity } from '../output/numbers.ts';

const gigabyte = 1e9;

/** What reading everybody in a table costs, in one line. */
export const scanText = async (table: string, reads: TableReads): Promise<string> => {
  const { bytes } = await tableSize({ client: await dynamoDbClient(), tableName: table });
  const size = quantity(bytes / gigabyte);
  return `Reads everybody in ${table}, ${size} GB by DynamoDB's count: at most about ${dollars(scanDollars(bytes, reads))}.`;
};
