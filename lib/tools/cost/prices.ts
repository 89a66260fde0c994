/**
 * Dollars for a million: us-east-1, on demand, November 2026, as AWS and those who write about its prices state them. No free
 * tier is deducted. The only place where these prices stand: the bill, its formula texts and the dashboard read them here.
 */
export const perMillion = {
  /** Events of up to 64 KB put on a bus. */
  eventPut: 1,
  /** Calls to a FIFO queue. */
  queueCall: 0.5,
  invocation: 0.2,
  /** Requests of up to 512 KB to an HTTP API. */
  apiRequest: 1,
  /** Seconds of a function on arm64, for each GB of memory. */
  gigabyteSecond: 13.3334,
  /** Strongly consistent reads of up to 4 KB; eventually consistent ones cost half. */
  readUnit: 0.125,
  /** Writes of up to 1 KB. */
  writeUnit: 0.625,
} as const;

const million = 1e6;

/** Dollars for one unit, at the same place and time as `perMillion`. */
export const prices = {
  eventPut: perMillion.eventPut / million,
  queueCall: perMillion.queueCall / million,
  invocation: perMillion.invocation / million,
  apiRequest: perMillion.apiRequest / million,
  gigabyteSecond: perMillion.gigabyteSecond / million,
  readUnit: perMillion.readUnit / million,
  writeUnit: perMillion.writeUnit / million,
  tableGigabyteMonth: 0.25,
  archiveGigabyte: 0.1,
  logGigabyte: 0.5,
  /** A customer-managed key, a month. */
  key: 1,
  keyRequest: 0.03 / 1e4,
} as const;

/** Prices that are commonly quoted but were not looked up: printed as assumptions wherever they are used. */
export const assumedPrices = {
  /** Point-in-time recovery. */
  backupGigabyteMonth: 0.2,
  metric: 0.3,
  alarm: 0.1,
  trace: 5 / million,
  /** Of a standard state machine. */
  transition: 25 / million,
  objectPut: 5 / million,
} as const;

/** A price as formula texts show it: `$1.00`, `$0.125`, `$0.0000133334`. */
export const priceText = (dollars: number): string =>
  `$${dollars.toLocaleString('en', { minimumFractionDigits: 2, maximumFractionDigits: 10 })}`;
