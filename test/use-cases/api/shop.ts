import { compile } from '#lib/core/segments/compile/compile.ts';
import type { CustomerStore } from '#lib/ports/store/customer-store.ts';
import { receiveEvents } from '#lib/use-cases/intake/receive-events.ts';
import {
  catalogueJson,
  dayMs,
  described,
  embedded,
  erasure,
  linking,
  messageOf,
  noon,
  purchase,
  visit,
} from '#test/use-cases/given.ts';

/** Segments that publish traits, and one that does not. */
export const shopCatalogue = compile({
  ...catalogueJson,
  segments: catalogueJson.segments.map((segment) =>
    segment.key === 'buyer' ? { ...segment, publish: { traits: ['orders.count'] } } : segment,
  ),
});

/** When the API is asked: two days after everything happened. */
export const asked = noon + 2 * dayMs;

/** An id with every sign that an id may have. */
export const oddId = 'a:b@c+d._-9';

/** Customers who are numbered: all have visited, and all but five have bought. */
export const crowd = Array.from({ length: 30 }, (_, index) => `c-${String(index).padStart(2, '0')}`);

const entries = [
  purchase({ customerId: 'cust-42' }),
  visit({ anonymousId: 'phone' }),
  linking('cust-42', 'phone'),
  described({
    customerId: 'cust-42',
    traits: { geographic: { country: 'GB' }, demographic: { income: { amount: 900, currency: 'GBP' } } },
  }),
  purchase({ customerId: oddId }),
  visit({ anonymousId: 'visitor-7' }),
  visit({ anonymousId: 'visitor-7', eventId: 'v-2' }),
  purchase({ customerId: 'gone' }),
  erasure({ customerId: 'gone' }),
  purchase({ customerId: 'gone', eventId: 'p-2' }),
  purchase({ customerId: 'cust-42', eventId: 'p-9', currency: 'pounds' }),
  visit({ customerId: 'cust-42', eventId: 'v-9', occurredAt: '2027-01-01T00:00:00Z' }),
  ...crowd.map((customerId) => visit({ customerId })),
  ...crowd.slice(5).map((customerId) => purchase({ customerId })),
];

/** A few people: a customer with a visitor, one with an odd id, a visitor not yet known, and one who was erased. */
export const openShop = async (store: CustomerStore): Promise<void> => {
  const { deps } = embedded({ store, catalogue: shopCatalogue });
  await receiveEvents(
    deps,
    entries.map((entry) => messageOf(entry)),
  );
};
