/** Names that the table's definition, the stream's filter and the store share. */
export const attributeNames = {
  partition: 'pk',
  sort: 'sk',
  /** Key of the sparse index of who is due: one of `dueShardCount` shards, by a hash of the person. */
  dueShard: 'dueShard',
  /** Milliseconds since 1970, sort key of the same index. */
  dueAt: 'dueAt',
  /** Seconds since 1970 after which DynamoDB may delete the row. */
  expiresAt: 'expiresAt',
  /** Milliseconds since 1970 at which a row was put back that had been announced before: nobody is told again. */
  restoredAt: 'restoredAt',
} as const;

export const dueIndexName = 'due';

export const dueShardCount = 16;

/** The sort key of a person's own item. */
export const profileSortKey = 'PROFILE';

/** What the sort keys of rows begin with. */
export const sortKeyPrefixes = {
  event: 'EVENT#',
  change: 'CHANGE#',
  /** Changes that nobody is told of: the stream's filter leaves them out. */
  quiet: 'QUIET#',
  link: 'LINK#',
  quarantine: 'QUARANTINE#',
  erased: 'ERASED#',
} as const;

/** The partition of what was quarantined without a person. */
export const unroutedPartition = 'Q#';
