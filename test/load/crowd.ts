import { noPauses } from '#lib/ports/backoff.ts';
import { forwardingAtOnce } from '#lib/use-cases/update/forward-arrival.ts';
import { receiveEvents, type Received } from '#lib/use-cases/intake/receive-events.ts';
import { defaultCatalogue } from '#lib/core/segments/default/default-catalogue.ts';
import { compile } from '#lib/core/segments/compile/compile.ts';
import type { Segment } from '#lib/core/segments/language/language.ts';
import type { CustomerStore } from '#lib/ports/store/customer-store.ts';
import type { UpdateDeps } from '#lib/use-cases/update/update-customer.ts';

export const start = Date.parse('2026-01-01T00:00:00.000Z');
export const minute = 60_000;

/** One segment for each aggregate over a window, so that a busy customer fills every kind of state. */
const windows: readonly Segment[] = [
  { key: 'w-count', when: { performed: 'VisitMade', within: 'P30D', times: { gte: 500 } } },
  { key: 'w-sum', when: { performed: 'PurchaseMade', within: 'P90D', sum: 'total', is: { gte: 900_000_00 } } },
  { key: 'w-avg', when: { performed: 'PurchaseMade', within: 'P90D', avg: 'total', is: { gte: 50_00 } } },
  { key: 'w-min', when: { performed: 'PurchaseMade', within: 'P90D', min: 'total', is: { lte: 1_00 } } },
  { key: 'w-max', when: { performed: 'PurchaseMade', within: 'P90D', max: 'total', is: { gte: 99_00 } } },
  { key: 'w-last', when: { performed: 'VisitMade', within: 'P30D', last: 'device', is: { eq: 'phone' } } },
  { key: 'w-unique', when: { performed: 'VisitMade', within: 'P30D', uniqueCount: 'category', is: { gte: 250 } } },
  { key: 'l-unique', when: { performed: 'VisitMade', uniqueCount: 'path', is: { gte: 1_000 } } },
  {
    key: 'w-followed',
    when: {
      performed: 'VisitMade',
      where: { action: { eq: 'cart' } },
      followedBy: { performed: 'PurchaseMade' },
      within: 'P7D',
    },
  },
  {
    key: 'w-abandoned',
    when: {
      performed: 'VisitMade',
      where: { action: { eq: 'cart' } },
      notFollowedBy: { performed: 'PurchaseMade' },
      for: 'PT2H',
      within: 'P7D',
    },
  },
];

/** The default catalogue and every kind of window. */
const busyCatalogue = compile({ ...defaultCatalogue, segments: [...defaultCatalogue.segments, ...windows] });

/** An event of a customer with its arrival. */
export interface Sent {
  readonly arrivedAt: number;
  readonly entry: object;
}

const entryOf = (type: string, detail: object) => ({ source: 'shop.load', 'detail-type': type, detail });

/** The n-th event of a customer: mostly visits, every tenth a purchase, in 300 categories. */
const sentBy = (customerId: string, n: number, { gap, sessionId }: { gap: number; sessionId: string }): Sent => {
  const arrivedAt = start + n * gap;
  const shared = { eventId: `${customerId}-${n}`, customerId, occurredAt: new Date(arrivedAt - 1_000).toISOString() };
  const category = `category-${(n * 7) % 300}`;
  if (n % 10 === 9) {
    const items = [{ sku: `sku-${n}`, category, quantity: 1, unitPrice: (n * 37) % 100_00 }];
    const order = { orderId: `o-${n}`, currency: 'GBP', total: (n * 37) % 100_00, items, channel: 'web' };
    return { arrivedAt, entry: entryOf('PurchaseMade', { ...shared, ...order }) };
  }
  const action = ['page', 'product', 'search', 'cart'][n % 4];
  const device = n % 3 === 0 ? 'phone' : 'desktop';
  const visit = { action, device, category, sessionId, path: `/products/${n}` };
  return { arrivedAt, entry: entryOf('VisitMade', { ...shared, ...visit }) };
};

/** A robot: an event each minute, each in a session of its own. */
export const robotSends = (customerId: string, n: number): Sent =>
  sentBy(customerId, n, { gap: minute, sessionId: `session-${n}` });

/** An ordinary customer: twice a day, ten events in a session. */
export const personSends = (customerId: string, n: number): Sent =>
  sentBy(customerId, n, { gap: 12 * 60 * minute, sessionId: `session-${Math.floor(n / 10)}` });

/** The use cases over a store, with a clock that stands still. */
export const useCasesOver = (store: CustomerStore): UpdateDeps =>
  forwardingAtOnce({
    store,
    catalogue: busyCatalogue,
    now: () => start,
    newId: () => 'receipt',
    ...noPauses,
  });

/** Hands over one batch, as the queue does. */
export const take = (deps: UpdateDeps, batch: readonly Sent[]): Promise<Received> =>
  receiveEvents(
    deps,
    batch.map(({ entry, arrivedAt }) => {
      const text = JSON.stringify(entry);
      return {
        kind: 'entry',
        id: `message-${text.length}-${arrivedAt}`,
        entry: JSON.parse(text) as unknown,
        text,
        arrivedAt,
      };
    }),
  );

/** Sends events from the n-th to before another, in batches of ten. */
export const sendAll = async (
  deps: UpdateDeps,
  sends: (n: number) => Sent,
  [from, to]: readonly [number, number],
): Promise<void> => {
  for (let n = from; n < to; n += 10) {
    const { counts: tally } = await take(
      deps,
      Array.from({ length: Math.min(10, to - n) }, (_, index) => sends(n + index)),
    );
    if (tally.applied !== Math.min(10, to - n)) throw new Error(`Cannot go on: ${JSON.stringify(tally)}`);
  }
};
