import { compile } from '#lib/core/segments/compile/compile.ts';
import { defaultCatalogue } from '#lib/core/segments/default/default-catalogue.ts';
import { customerKey, type PersonKey } from '#lib/core/profile/person.ts';
import { openEmbeddedStore, type EmbeddedStore } from '#lib/ports/store/embedded/embedded-store.ts';
import { localApi } from '#lib/tools/local-api/local-api.ts';
import { drawPersons } from '#lib/use-cases/preview/drawn-sample.ts';
import type { Benchmark, Report } from './benchmark.ts';
import { putCustomers } from './growth/customer-base.ts';
import { arrivedEvents, ledgerEvents, ordinary, stateAfter } from './growth/shopper.ts';
import { processorMs } from './harness/rounds.ts';
import { median } from './harness/statistics.ts';

const customers = 100_000;

/** Customers who are put into the store together. */
const block = 10_000;

/** The events of each: forty days of an ordinary customer. */
const events = 80;

const ids = Array.from({ length: customers }, (_, index) => `customer-${index}`);

const catalogue = compile(defaultCatalogue);

async function* everybody(): AsyncIterable<PersonKey> {
  yield* ids.map(customerKey);
}

/** A store of customers, of whom those who will be in the sample have all their events in the ledger, and the others the latest. */
const fill = async (store: EmbeddedStore): Promise<void> => {
  const sampled = new Set<string>((await drawPersons(everybody())).persons);
  const state = stateAfter(catalogue, arrivedEvents(ordinary, 'customer', [0, events]));
  const pastOf = (customerId: string) => {
    const from = sampled.has(customerKey(customerId)) ? 0 : events - 1;
    return { customerId, state, events: ledgerEvents(ordinary, customerId, [from, events]) };
  };
  for (let first = 0; first < customers; first += block)
    await putCustomers({ store }, ids.slice(first, first + block).map(pastOf));
};

/** Conditions as a builder tries them one after the other: the window moves, and one of another kind comes in between. */
const conditions = [
  ...[7, 14, 28, 30].map((days) => ({ performed: 'VisitMade', within: `P${days}D`, times: { gte: 3 } })),
  { trait: 'orders.count', is: { gte: 3 } },
  { all: [{ performed: 'PurchaseMade', within: 'P30D' }, { not: { performed: 'VisitMade', within: 'P3D' } }] },
];

/** The processor time of a preview in milliseconds. */
const timed = async (ask: (when: object) => Promise<Response>, when: object): Promise<number> => {
  const before = processorMs();
  const answer = await ask(when);
  if (!answer.ok) throw new Error(`Cannot measure a preview that is refused: ${await answer.text()}`);
  return processorMs() - before;
};

const measure = async (report: Report, store: EmbeddedStore): Promise<void> => {
  const now = arrivedEvents(ordinary, 'customer', [events - 1, events])[0]?.arrivedAt ?? 0;
  const failed = (error: unknown): void => report.say(String(error));
  const shop = { store, catalogue };
  const api = localApi({ mode: 'store', shop, now: () => now, newId: () => 'benchmark', failed });
  const url = 'http://benchmark.test/v1/preview';
  const ask = (when: object) => api.fetch(new Request(url, { method: 'POST', body: JSON.stringify({ when }) }));
  const [first = {}, ...others] = conditions;
  const begun = await timed(ask, first);
  for (const when of others) await timed(ask, when);
  const times: number[] = [];
  for (let round = 0; round < report.rounds; round += 1)
    for (const when of conditions) times.push(await timed(ask, when));
  report.figure({
    name: 'preview.builder',
    about: 'processor time of a preview on this machine in a shop of 100,000 customers, once one was asked for before',
    unit: 'ms',
    ours: median(times),
    targets: [{ of: 'ours', atMost: 1000 }],
    details: { customers, events, first: begun, longest: Math.max(...times), rounds: report.rounds },
  });
};

/** Previews as the console’s builder asks for them. */
export const preview: Benchmark = {
  name: 'preview',
  about: 'conditions tried one after the other on the sample of a shop of 100,000 customers on this machine',
  run: async (report) => {
    const store = openEmbeddedStore('');
    try {
      report.say(`Putting ${customers} customers into a store`);
      await fill(store);
      await measure(report, store);
    } finally {
      store.close();
    }
  },
};
