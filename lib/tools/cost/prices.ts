/** Dollars in us-east-1, on demand, November 2026, as AWS and those who write about its prices state them. No free tier is taken off. */
export const prices = {
  /** One event of up to 64 KB put on a bus. */
  eventPut: 1 / 1e6,
  /** One call to a FIFO queue. */
  queueCall: 0.5 / 1e6,
  invocation: 0.2 / 1e6,
  /** Of a function on arm64. */
  gigabyteSecond: 0.0000133334,
  /** Up to 4 KB, strongly consistent; half of it otherwise. */
  readUnit: 0.125 / 1e6,
  /** Up to 1 KB. */
  writeUnit: 0.625 / 1e6,
  tableGigabyteMonth: 0.25,
  archiveGigabyte: 0.1,
  logGigabyte: 0.5,
  /** A customer-managed key, a month. */
  key: 1,
  keyRequest: 0.03 / 1e4,
} as const;

/** Prices that were not looked up for this page but are commonly quoted: printed as assumptions wherever they are used. */
export const assumedPrices = {
  /** Point-in-time recovery. */
  backupGigabyteMonth: 0.2,
  metric: 0.3,
  alarm: 0.1,
  trace: 5 / 1e6,
} as const;
