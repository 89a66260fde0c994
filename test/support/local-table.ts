import { randomUUID } from 'node:crypto';
import {
  CreateTableCommand,
  DeleteTableCommand,
  DynamoDBClient,
  paginateScan,
  type AttributeValue,
} from '@aws-sdk/client-dynamodb';
import { attributeNames, dueIndexName } from '#lib/ports/store/table-keys.ts';

type Item = Record<string, AttributeValue>;

/** A table of its own for one test. */
export interface LocalTable {
  readonly client: DynamoDBClient;
  readonly tableName: string;
  items(): Promise<readonly Item[]>;
  /** All rows that were ever new, as the table's stream gives them: bytes as base64. */
  inserted(): Promise<readonly Item[]>;
  drop(): Promise<void>;
}

const nameOnly =
  'AWS4-HMAC-SHA256 Credential=none/20261101/eu-west-1/dynamodb/aws4_request, SignedHeaders=host, Signature=0';

/** The local server takes any signature; its streams need no client of their own. */
const askStreams = async <Answer>(endpoint: string, operation: string, input: object): Promise<Answer> => {
  const answer = await fetch(endpoint, {
    method: 'POST',
    headers: {
      'X-Amz-Target': `DynamoDBStreams_20120810.${operation}`,
      'Content-Type': 'application/x-amz-json-1.0',
      Authorization: nameOnly,
    },
    body: JSON.stringify(input),
  });
  if (!answer.ok) throw new Error(`Cannot ask for ${operation}: ${answer.status} ${await answer.text()}`);
  return (await answer.json()) as Answer;
};

interface Page {
  readonly Records: readonly { readonly eventName: string; readonly dynamodb: { readonly NewImage?: Item } }[];
  readonly NextShardIterator?: string;
}

const readShard = async (endpoint: string, StreamArn: string, ShardId: string): Promise<readonly Item[]> => {
  const found: Item[] = [];
  const input = { StreamArn, ShardId, ShardIteratorType: 'TRIM_HORIZON' };
  const { ShardIterator: first } = await askStreams<{ ShardIterator: string }>(endpoint, 'GetShardIterator', input);
  for (let next: string | undefined = first; next !== undefined;) {
    const page: Page = await askStreams<Page>(endpoint, 'GetRecords', { ShardIterator: next });
    if (page.Records.length === 0) return found;
    const fresh = page.Records.filter(({ eventName }) => eventName === 'INSERT');
    found.push(...fresh.map(({ dynamodb }) => dynamodb.NewImage ?? {}));
    next = page.NextShardIterator;
  }
  return found;
};

const readStream = async (endpoint: string, StreamArn: string): Promise<readonly Item[]> => {
  interface Described {
    readonly StreamDescription: { readonly Shards: readonly { readonly ShardId: string }[] };
  }
  const { StreamDescription } = await askStreams<Described>(endpoint, 'DescribeStream', { StreamArn });
  const shards = await Promise.all(
    StreamDescription.Shards.map(({ ShardId }) => readShard(endpoint, StreamArn, ShardId)),
  );
  return shards.flat();
};

const keySchema = (partition: string, sort: string) => [
  { AttributeName: partition, KeyType: 'HASH' as const },
  { AttributeName: sort, KeyType: 'RANGE' as const },
];

/** Makes a table like the deployed one. */
export const createLocalTable = async (endpoint: string): Promise<LocalTable> => {
  const client = new DynamoDBClient({
    endpoint,
    region: 'eu-west-1',
    credentials: { accessKeyId: 'none', secretAccessKey: 'none' },
  });
  const TableName = `patron-${randomUUID()}`;
  const { partition, sort, dueShard, dueAt } = attributeNames;
  const { TableDescription } = await client.send(
    new CreateTableCommand({
      TableName,
      BillingMode: 'PAY_PER_REQUEST',
      KeySchema: keySchema(partition, sort),
      AttributeDefinitions: [
        ...[partition, sort, dueShard].map((AttributeName) => ({ AttributeName, AttributeType: 'S' as const })),
        { AttributeName: dueAt, AttributeType: 'N' },
      ],
      GlobalSecondaryIndexes: [
        { IndexName: dueIndexName, KeySchema: keySchema(dueShard, dueAt), Projection: { ProjectionType: 'KEYS_ONLY' } },
      ],
      StreamSpecification: { StreamEnabled: true, StreamViewType: 'NEW_IMAGE' },
    }),
  );
  return {
    client,
    tableName: TableName,
    items: async () => {
      const items: Item[] = [];
      for await (const page of paginateScan({ client }, { TableName })) items.push(...(page.Items ?? []));
      return items;
    },
    inserted: () => readStream(endpoint, TableDescription?.LatestStreamArn ?? ''),
    drop: async () => {
      await client.send(new DeleteTableCommand({ TableName }));
      client.destroy();
    },
  };
};
