import { randomFrom, type Random } from '#lib/tools/demo/random.ts';
import type { CustomerState } from '#lib/core/profile/state.ts';
import type { Catalogue } from '#lib/core/segments/compile/catalogue.ts';
import { compile } from '#lib/core/segments/compile/compile.ts';
import { defaultCatalogue } from '#lib/core/segments/default/default-catalogue.ts';
import type { Report } from '../benchmark.ts';
import { alternate } from '../harness/rounds.ts';
import { openBase, putCustomers, receiveAll, type CustomerBase, type Past } from './customer-base.ts';
import { reportGrowth } from './report-growth.ts';
import { arrivedEvents, ledgerEvents, ordinary, stateAfter, stretch } from './shopper.ts';

const few = 1_000;
const many = 1_000_000;
const sizes = [few, many] as const;
/** Customers put into the store in one transaction. */
const block = 10_000;
/** Updates of a round, each for another customer. */
const updates = 500;
/** The number of different pasts that customers have: from 20 to 119 events. */
const pasts = 100;

/** Each customer's past is one of a hundred; the ledger holds only the latest event. */
const pastOf = (states: readonly CustomerState[], index: number): Past => {
  const events = stretch + (index % pasts);
  const customerId = `customer-${index}`;
  return {
    customerId,
    state: states[index % pasts] as CustomerState,
    events: ledgerEvents(ordinary, customerId, [events - 1, events]),
  };
};

const statesOf = (catalogue: Catalogue): readonly CustomerState[] =>
  Array.from({ length: pasts }, (_, index) =>
    stateAfter(catalogue, arrivedEvents(ordinary, 'customer', [0, stretch + index])),
  );

interface Shop {
  readonly base: CustomerBase;
  readonly size: number;
  /** The customers who have had an event already. */
  readonly updated: Set<number>;
}

const openShop = (catalogue: Catalogue, size: number): Shop => ({
  base: openBase(catalogue),
  size,
  updated: new Set(),
});

const fill = async ({ base, size }: Shop, states: readonly CustomerState[]): Promise<void> => {
  for (let first = 0; first < size; first += block) {
    const length = Math.min(block, size - first);
    await putCustomers(
      base,
      Array.from({ length }, (_, index) => pastOf(states, first + index)),
    );
  }
};

/** Updates customers all over the store with one event each, and no customer twice. */
const updateSome = ({ base, size, updated }: Shop, random: Random): Promise<number> => {
  const chosen = new Set<number>();
  while (chosen.size < updates) {
    const index = random.whole(0, size - 1);
    if (!updated.has(index)) chosen.add(index);
  }
  for (const index of chosen) updated.add(index);
  return receiveAll(
    base,
    [...chosen].map((index) => ordinary(`customer-${index}`, stretch + (index % pasts))),
  );
};

/** Opens a small store afresh, so that its customers have no more behind them than those of the large one. */
const updateSmall = async (catalogue: Catalogue, states: readonly CustomerState[], random: Random): Promise<number> => {
  const small = openShop(catalogue, few);
  try {
    await fill(small, states);
    return await updateSome(small, random);
  } finally {
    small.base.store.close();
  }
};

/** The cost of an update with a thousand and with a million customers in the store. */
export const growthByCustomers = async (report: Report): Promise<void> => {
  const catalogue = compile(defaultCatalogue);
  const states = statesOf(catalogue);
  const random = randomFrom(many);
  const large = openShop(catalogue, many);
  try {
    report.say(`    Putting ${many.toLocaleString('en')} customers into a store …`);
    await fill(large, states);
    const rounds = await alternate(
      [() => updateSmall(catalogue, states, random), () => updateSome(large, random)],
      report,
    );
    reportGrowth(report, { what: 'customers', through: 'store', sizes, rounds });
  } finally {
    large.base.store.close();
  }
};
