import { createReadStream } from 'node:fs';
import { daySetOf } from '#lib/core/profile/day-set.ts';
import type { CustomerState } from '#lib/core/profile/state.ts';
import { customerKey } from '#lib/core/profile/person.ts';
import type { Catalogue } from '#lib/core/segments/compile/catalogue.ts';
import { compile } from '#lib/core/segments/compile/compile.ts';
import { defaultCatalogue } from '#lib/core/segments/default/default-catalogue.ts';
import { day } from '#lib/core/time/duration.ts';
import { openEmbeddedStore, type EmbeddedStore } from '#lib/ports/store/embedded/embedded-store.ts';
import { fitPeople } from '#lib/tools/fit/fit-people.ts';
import { profileLine } from '#lib/tools/replay/profile-line.ts';
import { readLines } from '#lib/tools/replay/read-lines.ts';
import { simulateShop, type SimulatedPurchase } from '#test/core/predictions/simulate-shop.ts';
import type { Benchmark } from './benchmark.ts';
import { inFolder, writeLines } from './data/cache.ts';
import { putCustomers, type Past } from './growth/customer-base.ts';
import { arrivedEvents, ordinary, stateAfter } from './growth/shopper.ts';
import { numberText } from './harness/figure-text.ts';
import { alternate, processorMs } from './harness/rounds.ts';
import { compare } from './harness/statistics.ts';

const customers = 1_000_000;
/** Customers who are drawn and stored together. */
const block = 10_000;
const from = Date.UTC(2024, 0, 1);
const days = 1000;

/** Everybody's profile is that of a customer with some events, so that lines and rows are as long as in a shop; the orders are their own. */
const usualEvents = 20;

const withOrders = (state: CustomerState, purchases: readonly SimulatedPurchase[], index: number): CustomerState => {
  const times = purchases.map(([on]) => from + on * day + ((index * 7919) % 80_000) * 1000);
  const orders = {
    count: purchases.length,
    discounted: 0,
    gross: purchases.reduce((sum, [, total]) => sum + total, 0),
    refunded: 0,
    firstAt: Math.min(...times),
    lastAt: Math.max(...times),
    days: daySetOf(times.map((at) => Math.floor(at / day))),
  };
  return { ...state, clock: orders.lastAt, profile: { ...state.profile, orders } };
};

/** The customers of a block, drawn from the model itself. */
const drawn = (usual: CustomerState, first: number): readonly Past[] =>
  simulateShop({
    orders: { k: 2, r: 0.9, alpha: 4, a: 0.5, b: 2 },
    spend: { p: 3, q: 3.5, v: 3000 },
    people: block,
    days,
    seed: first + 1,
  }).map((purchases, place) => ({
    customerId: `customer-${first + place}`,
    state: withOrders(usual, purchases, first + place),
    events: [],
  }));

/** The lines of some profiles. */
const linesOf = function* (pasts: readonly Past[], catalogue: Catalogue): Iterable<string> {
  for (const { customerId, state } of pasts)
    yield profileLine(catalogue, { person: customerKey(customerId), state }, state.clock);
};

/** Puts everybody into the store, and the lines of their profiles into files. */
const filled = async (store: EmbeddedStore, catalogue: Catalogue, folder: string): Promise<readonly string[]> => {
  const usual = stateAfter(catalogue, arrivedEvents(ordinary, 'customer', [0, usualEvents]));
  const files: string[] = [];
  for (let first = 0; first < customers; first += block) {
    const pasts = drawn(usual, first);
    await putCustomers({ store }, pasts);
    const file = `${folder}/profiles-${first}.jsonl`;
    await writeLines(file, linesOf(pasts, catalogue));
    files.push(file);
  }
  return files;
};

const parse = (lines: readonly string[]): void => {
  for (const line of lines) JSON.parse(line);
};

/** Milliseconds of processor time to parse the lines of some files; reading them does not count. */
const parseMs = async (files: readonly string[]): Promise<number> => {
  let spent = 0;
  for (const file of files)
    for await (const lines of readLines(createReadStream(file))) {
      const began = processorMs();
      parse(lines);
      spent += processorMs() - began;
    }
  return spent;
};

const fitMs = async (store: EmbeddedStore, catalogue: Catalogue): Promise<number> => {
  const began = processorMs();
  await fitPeople({ people: store.orders(), store, catalogue, spend: 'all', regularities: [1, 2, 3, 4] });
  return processorMs() - began;
};

/** A model of a million customers. */
export const fit: Benchmark = {
  name: 'fit',
  about: 'patron fit of a million customers on the embedded store, beside JSON.parse of the lines of their profiles',
  run: (report) =>
    inFolder(async (folder) => {
      const catalogue = compile(defaultCatalogue);
      const store = openEmbeddedStore('');
      try {
        const files = await filled(store, catalogue, folder);
        const rounds = await alternate([() => fitMs(store, catalogue), () => parseMs(files)], {
          rounds: report.rounds,
          warmUp: false,
        });
        const { rounds: taken, ...times } = compare(
          rounds.map(([ours, baseline]) => [ours as number, baseline as number]),
        );
        report.figure({
          name: 'fit.time',
          about: 'processor time from the store to the model, its quality and its percentiles',
          unit: 'ms',
          ...times,
          targets: [{ of: 'ratio', atMost: 10 }],
          details: { customers, rounds: taken },
        });
        report.say(`    The most memory that was resident: ${numberText(process.resourceUsage().maxRSS / 1000)} MB.`);
      } finally {
        store.close();
      }
    }),
};
