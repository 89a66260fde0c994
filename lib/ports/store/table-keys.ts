/** The attribute names that the table's definition, the stream's filter and the store share. */
export const attributeNames = {
  partition: 'pk',
  sort: 'sk',
  /** The key of the sparse index of people who are due: one of `dueShardCount` shards, by a hash of the person. */
  dueShard: 'dueShard',
  /** The sort key of the same index, in milliseconds since 1970. */
  dueAt: 'dueAt',
  /** When DynamoDB may delete the row, in seconds since 1970. */
  expiresAt: 'expiresAt',
  /** When a row was put back that had been announced before, and is not announced again, in milliseconds since 1970. */
  restoredAt: 'restoredAt',
} as const;

/** The name of the index of people who are due. */
export const dueIndexName = 'due';

/** The number of shards over which the index spreads its writes. */
export const dueShardCount = 16;

/** The sort key of a person's own item. */
export const profileSortKey = 'PROFILE';

/** The beginnings of the sort keys of the other rows. */
export const sortKeyPrefixes = {
  event: 'EVENT#',
  /** The newest telling of a fact. */
  fact: 'FACT#',
  change: 'CHANGE#',
  /** Changes that are not published: the stream's filter leaves them out. */
  quiet: 'QUIET#',
  link: 'LINK#',
  quarantine: 'QUARANTINE#',
  erased: 'ERASED#',
} as const;

/** The partition of the catalogues that were deployed, by the number of the deployment. */
export const cataloguePartition = 'CATALOGUE';

/** The partition of the numbers that deployments were given, by the number. */
export const deploymentPartition = 'DEPLOYMENT';

/** The partition of whose turn it is to try the deployment out. */
export const canaryPartition = 'CANARY';

/** The partition of refused entries that name no person. */
export const unroutedPartition = 'Q#';
