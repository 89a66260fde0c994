import type { ArrivedEvent } from '#lib/core/profile/fact.ts';
import type { CustomerState } from '#lib/core/profile/state.ts';
import type { Catalogue } from '#lib/core/segments/compile/catalogue.ts';
import { compile } from '#lib/core/segments/compile/compile.ts';
import { defaultCatalogue } from '#lib/core/segments/default/default-catalogue.ts';
import { formatInstant } from '#lib/core/time/instant.ts';
import type { Sent } from '#test/load/crowd.ts';
import type { Benchmark, Report } from './benchmark.ts';
import { openBase, putCustomers, receiveAll, type CustomerBase } from './growth/customer-base.ts';
import { arrivedEvents, ledgerEvents, ordinary, stateAfter, stretch } from './growth/shopper.ts';
import { alternate } from './harness/rounds.ts';
import { compare, type Pair } from './harness/statistics.ts';

/** Customers who are corrected once each; as many of each kind as rise above the noise. */
const groups = [
  { size: 10, customers: 200 },
  { size: 1_000, customers: 10 },
  { size: 20_000, customers: 1 },
] as const;

type Group = (typeof groups)[number];

/** How many plain events each of them has before, with which a correction is compared. */
const plainOf = ({ size }: Group): number => Math.min(stretch, size / 2);

/** Withdraws the oldest event of a customer, right after the latest. */
const withdrawal = (customerId: string, { size }: Group): Sent => {
  const [oldest] = arrivedEvents(ordinary, customerId, [0, 1]) as readonly [ArrivedEvent];
  const { arrivedAt } = ordinary(customerId, size);
  const occurredAt = formatInstant(arrivedAt);
  const detail = { eventId: 'withdrawal', customerId, occurredAt, replaces: oldest.event.detail.eventId };
  return { arrivedAt, entry: { source: 'shop.support', 'detail-type': 'EventWithdrawn', detail } };
};

/** A group, and the state of each of its customers before anything is measured. */
interface Prepared {
  readonly group: Group;
  readonly state: CustomerState;
}

/** Microseconds for a correction, and for a plain event, of fresh customers. */
const measure = async (base: CustomerBase, { group, state }: Prepared, round: number): Promise<Pair> => {
  const { size, customers } = group;
  const ids = Array.from({ length: customers }, (_, index) => `size-${size}-round-${round}-${index}`);
  const begin = size - plainOf(group);
  await putCustomers(
    base,
    ids.map((customerId) => ({ customerId, state, events: ledgerEvents(ordinary, customerId, [0, begin]) })),
  );
  const plain = ids.flatMap((id) => Array.from({ length: plainOf(group) }, (_, index) => ordinary(id, begin + index)));
  const plainTakes = await receiveAll(base, plain);
  const corrections = ids.map((id) => withdrawal(id, group));
  return [await receiveAll(base, corrections), plainTakes];
};

const stateBefore = (catalogue: Catalogue, group: Group): CustomerState =>
  stateAfter(catalogue, arrivedEvents(ordinary, 'customer', [0, group.size - plainOf(group)]));

const besidePlain = async (report: Report, catalogue: Catalogue, group: Group): Promise<void> => {
  const state = stateBefore(catalogue, group);
  const base = openBase(catalogue);
  try {
    let round = 0;
    const measured = await alternate([() => measure(base, { group, state }, (round += 1))], report);
    const { rounds, ...compared } = compare(measured.map(([pair = [NaN, NaN]]) => pair));
    report.figure({
      name: `corrections.events-${group.size}`,
      about: `an event withdrawn by a customer of ${group.size.toLocaleString('en')} events, beside a plain event: processor time of the use cases on the embedded store`,
      unit: 'µs',
      ...compared,
      details: { customers: group.customers, rounds },
    });
  } finally {
    base.store.close();
  }
};

/** What it takes to fold a past again. */
export const corrections: Benchmark = {
  name: 'corrections',
  about: 'processor time of a correction over 10, 1,000 and 20,000 events of the customer, beside a plain event',
  run: async (report) => {
    const catalogue = compile(defaultCatalogue);
    for (const group of groups) await besidePlain(report, catalogue, group);
  },
};
