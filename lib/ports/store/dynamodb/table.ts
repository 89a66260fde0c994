import type { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import type { Instant } from '#lib/core/time/instant.ts';
import type { RetryDeps } from '../../backoff.ts';
import type { Item } from './item.ts';

/** The table that holds the rows, with what the store needs of time and chance. */
export interface Table extends RetryDeps {
  readonly client: DynamoDBClient;
  readonly tableName: string;
  /** The wall clock: it tells when the index names a person, and when a tombstone is looked at again. */
  readonly now: () => Instant;
  /** The days after which rows expire. */
  readonly retention?: Retention | undefined;
  /** Set where nothing is saved: answers for the rows of a person, who need not be as the last second left them. */
  readonly partitions?: PartitionReads | undefined;
}

/** Reads rows of a partition. */
export interface PartitionReads {
  /** All rows whose sort key begins with `prefix`. */
  rowsOf(partition: string, prefix: string): AsyncIterable<Item>;
}

/** The days after which DynamoDB deletes a row. */
export interface Retention {
  /** For refused events; 90 by default. */
  readonly quarantineDays?: number | undefined;
  /** For changes, at least 30; by default they are kept until their person is erased. */
  readonly changeDays?: number | undefined;
}
