import type { Part } from './flow-parts.ts';
import { memoryGigabytes } from './functions.ts';
import { millionsAt, priceText, type Prices } from './prices.ts';

/** Assumed figures of a request to the HTTP API. */
export const assumedRequest = {
  /** What the function takes for it. */
  seconds: 0.05,
  /** Strongly consistent, as for a profile of 8 KB; a page of 1,000 members takes 25. */
  reads: 2,
  /** The function's lines, and the line of the access log. */
  logBytes: 2_000,
} as const;

const gigabyte = 1e9;

/** Dollars for one request: API Gateway, the function with its log and the access log's line, and what is read. */
const requestDollars = (prices: Prices): number =>
  prices.apiRequest +
  prices.invocation +
  assumedRequest.seconds * memoryGigabytes * prices.gigabyteSecond +
  assumedRequest.reads * prices.readUnit +
  (assumedRequest.logBytes / gigabyte) * prices.logGigabyte;

/**
 * What the HTTP API costs in a month, without its alarms.
 *
 * @param requests - in the month, to both URLs together.
 */
export const apiParts = (requests: number, prices: Prices): readonly Part[] => {
  const dollars = requestDollars(prices);
  const { seconds, reads } = assumedRequest;
  return [
    {
      name: 'HTTP API',
      dollars: requests * dollars,
      formula: `requests x ${priceText(Number((dollars * 1e6).toFixed(2)))} per million: the gateway ${millionsAt(prices, 'apiRequest')}, ${seconds * 1000} ms, ${reads} read units and ${assumedRequest.logBytes / 1000} KB of log (assumed); nothing without "api"`,
    },
  ];
};
