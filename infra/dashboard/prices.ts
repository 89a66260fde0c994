/** Prices in dollars for a million: us-east-1, on demand, November 2026. For an estimate, not for a bill. */
export const prices = {
  /** For each unit that DynamoDB reads. */
  readUnit: 0.125,
  /** For each unit that DynamoDB writes. */
  writeUnit: 0.625,
  /** For each event on the bus, of up to 64 KB, Patron's own too. */
  event: 1,
  /** For each request to a FIFO queue. */
  queueRequest: 0.5,
  /** For each invocation of a function. */
  invocation: 0.2,
  /** For each second of a function for each GB of memory, on arm64. */
  gigabyteSecond: 13.3334,
} as const;
