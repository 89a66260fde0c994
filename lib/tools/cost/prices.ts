import { regionPrices, regions, type Region } from './region-prices.ts';

/** Dollars for a million of each. */
interface PerMillion {
  /** Events of up to 64 KB put on a bus. */
  readonly eventPut: number;
  /** Calls to a FIFO queue. */
  readonly queueCall: number;
  readonly invocation: number;
  /** Requests of up to 512 KB to an HTTP API. */
  readonly apiRequest: number;
  /** Seconds of a function on arm64, for each GB of memory. */
  readonly gigabyteSecond: number;
  /** Strongly consistent reads of up to 4 KB; eventually consistent ones cost half. */
  readonly readUnit: number;
  /** Writes of up to 1 KB. */
  readonly writeUnit: number;
  readonly keyRequest: number;
  readonly trace: number;
  /** Of a standard state machine. */
  readonly transition: number;
  readonly objectPut: number;
}

/** Dollars for one of each, in one region. */
export interface Prices extends PerMillion {
  readonly region: Region;
  readonly perMillion: PerMillion;
  readonly tableGigabyteMonth: number;
  /** Point-in-time recovery. */
  readonly backupGigabyteMonth: number;
  readonly archiveGigabyte: number;
  readonly logGigabyte: number;
  /** A customer-managed key, a month. */
  readonly key: number;
  /** A metric of one's own, a month. */
  readonly metric: number;
  /** Each metric that an alarm watches, a month. */
  readonly alarm: number;
  readonly compositeAlarm: number;
  readonly dashboard: number;
  /** A data stream on demand: each hour, each GB put into it and taken from it, and each GB kept for a month beyond the first day. */
  readonly stream: {
    readonly hour: number;
    readonly gigabyteIn: number;
    readonly gigabyteOut: number;
    readonly gigabyteMonth: number;
  };
  /** A read or write unit a second, provisioned for an hour: what warm throughput is priced by. */
  readonly provisioned: { readonly read: number; readonly write: number };
}

/** The same wherever they were read. */
const everywhere = { key: 1, keyRequest: 3, metric: 0.3 } as const;

/** Those of us-east-1, which are taken for every region: theirs were not read. */
const readOnlyInVirginia = {
  eventPut: 1,
  queueCall: 0.5,
  archiveGigabyte: 0.1,
  trace: 5,
  transition: 25,
  dashboard: 3,
} as const;

/** Of us-east-1 as well, on demand in standard mode (https://aws.amazon.com/kinesis/data-streams/pricing/). */
const stream = { hour: 0.04, gigabyteIn: 0.08, gigabyteOut: 0.04, gigabyteMonth: 0.1 } as const;

const million = 1e6;

const ofOne = (perMillion: PerMillion): PerMillion => {
  const each = Object.entries(perMillion).map(
    ([name, dollars]: [string, number]) => [name, dollars / million] as const,
  );
  return Object.fromEntries(each) as Record<keyof PerMillion, number>;
};

/** List prices of a region: the only place where the bill, its texts and the dashboard have them from. */
export const pricesIn = (region: Region): Prices => {
  const { readUnit, writeUnit, gigabyteSecond, invocation, apiRequest, objectPut, ...rest } = regionPrices(region);
  const { provisionedRead: read, provisionedWrite: write, ...monthly } = rest;
  const { archiveGigabyte, dashboard, ...inVirginia } = readOnlyInVirginia;
  const { keyRequest, ...kept } = everywhere;
  const ofRegion = { readUnit, writeUnit, gigabyteSecond, invocation, apiRequest, objectPut };
  const perMillion = { ...ofRegion, ...inVirginia, keyRequest };
  return {
    region,
    perMillion,
    archiveGigabyte,
    dashboard,
    stream,
    provisioned: { read, write },
    ...monthly,
    ...kept,
    ...ofOne(perMillion),
  };
};

/** Where no region is named. */
export const usualRegion = 'us-east-1' satisfies Region;

/** The region of this name, or the usual one where its prices are not known. */
export const regionOf = (name: string | undefined): Region => regions.find((region) => region === name) ?? usualRegion;

/** A price as formula texts show it: `$1.00`, `$0.125`, `$0.0000133334`. */
export const priceText = (dollars: number): string =>
  `$${dollars.toLocaleString('en', { minimumFractionDigits: 2, maximumFractionDigits: 10 })}`;

/** `x $0.125 per million` */
export const millionsAt = (prices: Prices, price: keyof PerMillion): string =>
  `x ${priceText(prices.perMillion[price])} per million`;
