import type { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import type { Instant } from '#lib/core/time/instant.ts';
import type { RetryDeps } from '../../backoff.ts';

/** The table that holds the rows, with what the store needs of time and chance. */
export interface Table extends RetryDeps {
  readonly client: DynamoDBClient;
  readonly tableName: string;
  /** The wall clock: it tells when the index names a person, and when a tombstone is looked at again. */
  readonly now: () => Instant;
  /** The days after which rows expire. */
  readonly retention?: Retention | undefined;
}

/** The days after which DynamoDB deletes a row. */
export interface Retention {
  /** For refused events; 90 by default. */
  readonly quarantineDays?: number | undefined;
  /** For changes, at least 30; by default they are kept until their person is erased. */
  readonly changeDays?: number | undefined;
}
