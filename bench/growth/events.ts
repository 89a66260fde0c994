import { apply } from '#lib/core/engine/apply.ts';
import type { ArrivedEvent } from '#lib/core/profile/fact.ts';
import type { CustomerState } from '#lib/core/profile/state.ts';
import type { Catalogue } from '#lib/core/segments/compile/catalogue.ts';
import { compile } from '#lib/core/segments/compile/compile.ts';
import { defaultCatalogue } from '#lib/core/segments/default/default-catalogue.ts';
import type { Report } from '../benchmark.ts';
import { alternate, perSecond } from '../harness/rounds.ts';
import { openBase, putCustomers, receiveAll, type CustomerBase } from './customer-base.ts';
import { reportGrowth } from './report-growth.ts';
import { arrivedEvents, ledgerEvents, ordinary, stateAfter, stretch } from './shopper.ts';

const sizes = [10, 1_000, 10_000] as const;
/** Enough for their next events to outweigh the garbage of preparing them. */
const customers = 50;
/**
 * The number of latest events that the ledger holds for each customer: an update looks up one key there, whatever else there
 * is, and rounds should differ in nothing but the customer.
 */
const kept = 10;
const atMost = 1.2;

/** Customers with the same number of events behind them, and their next events. */
interface Group {
  readonly size: number;
  readonly states: readonly CustomerState[];
  readonly next: readonly (readonly ArrivedEvent[])[];
}

const groupOf = (catalogue: Catalogue, size: number): Group => {
  const ids = Array.from({ length: customers }, (_, index) => `customer-${index}`);
  return {
    size,
    states: ids.map((id) => stateAfter(catalogue, arrivedEvents(ordinary, id, [0, size]))),
    next: ids.map((id) => arrivedEvents(ordinary, id, [size, size + stretch])),
  };
};

const updateAll = (catalogue: Catalogue, { states, next }: Group): void => {
  for (const [index, events] of next.entries()) {
    let state = states[index];
    for (const event of events) ({ state } = apply(catalogue, state, event));
  }
};

const microseconds = async (catalogue: Catalogue, group: Group): Promise<number> =>
  1_000_000 / (await perSecond(customers * stretch, () => updateAll(catalogue, group)));

/** Puts fresh customers of the group into the store and receives their next events. */
const throughStore = async (base: CustomerBase, { size, states }: Group, round: number): Promise<number> => {
  const ids = states.map((_, index) => `size-${size}-round-${round}-${index}`);
  await putCustomers(
    base,
    ids.map((customerId, index) => ({
      customerId,
      state: states[index] as CustomerState,
      events: ledgerEvents(ordinary, customerId, [Math.max(0, size - kept), size]),
    })),
  );
  const next = Array.from({ length: stretch }, (_, step) => ids.map((id) => ordinary(id, size + step)));
  return receiveAll(base, next.flat());
};

/** The cost of an update after more and more events of the same customer. */
export const growthByEvents = async (report: Report): Promise<void> => {
  const catalogue = compile(defaultCatalogue);
  const groups = sizes.map((size) => groupOf(catalogue, size));
  const stateBytes = groups.map(({ states }) => JSON.stringify(states[0]).length);
  const grown = { what: 'events', sizes, atMost, stateBytes };
  const applied = await alternate(
    groups.map((group) => () => microseconds(catalogue, group)),
    report,
  );
  reportGrowth(report, { ...grown, through: 'apply', rounds: applied });
  const base = openBase(catalogue);
  try {
    let round = 0;
    const measures = groups.map((group) => () => {
      round += 1;
      return throughStore(base, group, round);
    });
    reportGrowth(report, { ...grown, through: 'store', rounds: await alternate(measures, report) });
  } finally {
    base.store.close();
  }
};
