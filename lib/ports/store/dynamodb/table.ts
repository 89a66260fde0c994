import type { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import type { Instant } from '#lib/core/time/instant.ts';

/** Where the rows are, with the two things of the outer world that the store needs. */
export interface Table {
  readonly client: DynamoDBClient;
  readonly tableName: string;
  /** The wall clock: when the index fires, and when an erased person is looked at again. */
  readonly clock: () => Instant;
  /** Waits that many milliseconds. */
  readonly sleep: (ms: number) => Promise<void>;
}
