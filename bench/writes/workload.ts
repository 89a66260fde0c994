import { shopYear } from '#lib/tools/demo/shop-year.ts';
import type { CatalogueSource } from '#lib/core/segments/language/language.ts';
import { defaultCatalogue } from '#lib/core/segments/default/default-catalogue.ts';
import { linesOf, shopFile } from '../data/shop-events.ts';
import { twentySegments } from './twenty-segments.ts';

/** Events of whole customers. */
export interface Workload {
  readonly name: string;
  readonly about: string;
  /** Several customers, who have nothing to do with one another, in each lane; their events are in the order of arrival. */
  readonly lanes: readonly (readonly string[])[];
}

/** The segments that are decided. */
export interface Decided {
  readonly name: string;
  readonly source: CatalogueSource;
}

export const catalogues: readonly Decided[] = [
  { name: 'default', source: defaultCatalogue },
  { name: 'twenty', source: twentySegments },
];

interface Sample {
  readonly from: readonly string[];
  /** Takes one person in this many, by the number at the end of the id. */
  readonly oneIn: number;
}

interface Line {
  readonly 'detail-type'?: string;
  readonly detail?: { readonly customerId?: string; readonly anonymousId?: string };
}

const numberOf = ({ detail }: Line): number =>
  Number(/\d+$/.exec(detail?.customerId ?? detail?.anonymousId ?? '')?.[0] ?? Number.NaN);

const readLine = (line: string): Line => {
  try {
    return JSON.parse(line) as Line;
  } catch {
    return {};
  }
};

/** Enough, side by side, to keep both this process and the local server busy. */
const laneCount = 6;

/** A visitor has the number of the customer they turn out to be, and so is in the same lane. */
const inLanes = (lines: readonly string[], { oneIn }: Sample): Workload['lanes'] => [
  ...Map.groupBy(lines, (line) => (numberOf(readLine(line)) / 2 / oneIn) % laneCount).values(),
];

/** A sample of Online Retail's customers, all of whom have even numbers. */
const sampled = (sample: Sample): Workload['lanes'] => {
  const { from, oneIn } = sample;
  const lines = from.filter((text) => {
    const line = readLine(text);
    // Erasures are rare, and a bill of their own.
    return line['detail-type'] !== 'ErasureRequested' && (numberOf(line) / 2) % oneIn === 0;
  });
  return inLanes(lines, sample);
};

/** @throws {Error} where the real shop's export is not there. */
export const readWorkloads = async (): Promise<readonly Workload[]> => [
  {
    name: 'online-retail',
    about: 'invoices and refunds of a real shop',
    lanes: sampled({ from: await linesOf(await shopFile('online-retail')), oneIn: 8 }),
  },
  {
    name: 'visits',
    about: 'the year of a made-up shop, five of six events visits',
    lanes: sampled({ from: shopYear(1), oneIn: 6 }),
  },
];
