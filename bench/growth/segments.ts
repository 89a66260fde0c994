import { apply } from '#lib/core/engine/apply.ts';
import type { CustomerState } from '#lib/core/profile/state.ts';
import type { Catalogue } from '#lib/core/segments/compile/catalogue.ts';
import { compile } from '#lib/core/segments/compile/compile.ts';
import { defaultCatalogue } from '#lib/core/segments/default/default-catalogue.ts';
import type { ConditionSource, Segment } from '#lib/core/segments/language/language.ts';
import { start, type Sent } from '#test/load/crowd.ts';
import type { Report } from '../benchmark.ts';
import { alternate, perSecond } from '../harness/rounds.ts';
import { openBase, putCustomers, receiveAll, type CustomerBase } from './customer-base.ts';
import { reportGrowth } from './report-growth.ts';
import { arrivedEvents, ledgerEvents, stateAfter, stretch, type Sends } from './shopper.ts';

const sizes = [20, 200, 2_000] as const;
const concerned = 20;
const customers = 10;
const before = 40;
const day = 86_400_000;
const atMost = 1.5;

/** A customer who only buys, every other day. */
const buys: Sends = (customerId, n): Sent => {
  const arrivedAt = start + n * 2 * day;
  const items = [
    { sku: `sku-${n % 50}`, category: `category-${n % 8}`, quantity: 1, unitPrice: 20_00 + (n % 7) * 5_00 },
  ];
  const ids = { eventId: `${customerId}-${n}`, customerId, occurredAt: new Date(arrivedAt - 1_000).toISOString() };
  const order = { orderId: `o-${n}`, currency: 'GBP', total: 20_00 + (n % 7) * 5_00, items, channel: 'web' };
  return { arrivedAt, entry: { source: 'shop.bench', 'detail-type': 'PurchaseMade', detail: { ...ids, ...order } } };
};

/** The segments that every purchase touches: counts, sums, means, extremes and lifetimes, with windows and thresholds of their own. */
const touchedBy = (index: number): ConditionSource => {
  const within = `P${30 + index * 10}D`;
  const conditions: readonly ConditionSource[] = [
    { performed: 'PurchaseMade', within, times: { gte: 3 + index } },
    { performed: 'PurchaseMade', within, sum: 'total', is: { gte: 100_00 + index * 50_00 } },
    { performed: 'PurchaseMade', within, avg: 'total', is: { gte: 30_00 } },
    { trait: 'orders.lastAt', is: { olderThan: within } },
    {
      all: [
        { trait: 'orders.count', is: { gte: 5 + index } },
        { trait: 'orders.average', is: { gte: 25_00 } },
      ],
    },
  ];
  return conditions[index % conditions.length] as ConditionSource;
};

/** The segments that no purchase of these customers touches: other events, other values of a field, traits that no one has given. */
const untouchedBy = (index: number): ConditionSource => {
  const conditions: readonly ConditionSource[] = [
    { performed: 'VisitMade', where: { category: { eq: `category-${index}` } }, within: 'P30D', times: { gte: 3 } },
    { performed: 'PurchaseMade', where: { couponCode: { eq: `COUPON-${index}` } }, within: 'P60D' },
    { trait: `custom.trait-${index}`, is: { eq: index } },
    { performed: 'FeedbackGiven', where: { topics: { contains: `topic-${index}` } } },
  ];
  return conditions[index % conditions.length] as ConditionSource;
};

const catalogueOf = (size: number): Catalogue => {
  const segments = Array.from({ length: size }, (_, index): Segment => ({
    key: `segment-${index}`,
    when: index < concerned ? touchedBy(index) : untouchedBy(index),
  }));
  return compile({ currency: defaultCatalogue.currency, segments });
};

interface Shop {
  readonly size: number;
  readonly catalogue: Catalogue;
  readonly base: CustomerBase;
  readonly state: CustomerState;
}

const openShop = (size: number): Shop => {
  const catalogue = catalogueOf(size);
  const state = stateAfter(catalogue, arrivedEvents(buys, 'customer', [0, before]));
  return { size, catalogue, base: openBase(catalogue), state };
};

const next = arrivedEvents(buys, 'customer', [before, before + stretch]);

const updateAll = ({ catalogue, state: first }: Shop): void => {
  let state = first;
  for (const event of next) ({ state } = apply(catalogue, state, event));
};

const throughStore = async ({ base, state }: Shop, round: number): Promise<number> => {
  const ids = Array.from({ length: customers }, (_, index) => `round-${round}-${index}`);
  const pasts = ids.map((customerId) => ({ customerId, state, events: ledgerEvents(buys, customerId, [0, before]) }));
  await putCustomers(base, pasts);
  const sents = Array.from({ length: stretch }, (_, step) => ids.map((id) => buys(id, before + step)));
  return receiveAll(base, sents.flat());
};

/** The cost of an update with ever more segments, of which the same twenty concern the event. */
export const growthBySegments = async (report: Report): Promise<void> => {
  const shops = sizes.map(openShop);
  const grown = { what: 'segments', sizes, atMost };
  try {
    const applied = await alternate(
      shops.map((shop) => async () => 1_000_000 / (await perSecond(stretch, () => updateAll(shop)))),
      report,
    );
    reportGrowth(report, { ...grown, through: 'apply', rounds: applied });
    let round = 0;
    const measures = shops.map((shop) => () => {
      round += 1;
      return throughStore(shop, round);
    });
    reportGrowth(report, { ...grown, through: 'store', rounds: await alternate(measures, report) });
  } finally {
    for (const { base } of shops) base.store.close();
  }
};
