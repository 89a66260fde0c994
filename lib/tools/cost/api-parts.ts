import type { Part } from './flow-parts.ts';
import { memoryGigabytes } from './functions.ts';
import { watched } from './monthly-parts.ts';
import { perMillion, prices, priceText } from './prices.ts';

/** Assumed figures of a request to the HTTP API. */
export const assumedRequest = {
  /** What the function takes for it. */
  seconds: 0.05,
  /** Strongly consistent, as for a profile of 8 KB; a page of 1,000 members takes 25. */
  reads: 2,
} as const;

const gigabyte = 1e9;

/** Dollars for one request: API Gateway, the function with its log and the access log's line, and what is read. */
const requestDollars =
  prices.apiRequest +
  prices.invocation +
  assumedRequest.seconds * memoryGigabytes * prices.gigabyteSecond +
  assumedRequest.reads * prices.readUnit +
  ((2 * watched.logBytesPerRun) / gigabyte) * prices.logGigabyte;

/**
 * What the HTTP API costs in a month.
 *
 * @param requests - in the month, to both URLs together.
 */
export const apiParts = (requests: number): readonly Part[] => [
  {
    name: 'HTTP API',
    dollars: requests * requestDollars,
    formula: `requests x ${priceText(Number((requestDollars * 1e6).toFixed(2)))} per million: ${priceText(perMillion.apiRequest)} for the gateway, ${assumedRequest.seconds * 1000} ms, ${assumedRequest.reads} read units and ${(2 * watched.logBytesPerRun) / 1000} KB of log (assumed); nothing without "api"`,
  },
];
