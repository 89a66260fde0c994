/** An entry that a shop puts on the bus. */
export interface Entry {
  readonly source: string;
  readonly 'detail-type': string;
  readonly detail: Readonly<Record<string, unknown>>;
}

/** An entry, and what must come of it. */
export interface Deed {
  readonly entry: Entry;
  /** `applied` stands in the ledger, `kept` in quarantine, `repeated` nowhere; `erasing` ends its person. */
  readonly fate: 'applied' | 'repeated' | 'kept' | 'erasing';
}

/** Deeds that may reach the table in any order, as those of different persons do. Each wave waits for the one before it. */
export type Wave = readonly Deed[];

type Ids = { readonly customerId?: string; readonly anonymousId?: string };

const source = 'shop.deploy-test';
const customers = Array.from({ length: 9 }, (_, index): Ids => ({ customerId: `customer-${index}` }));
const visitors = Array.from({ length: 6 }, (_, index): Ids => ({ anonymousId: `visitor-${index}` }));

const entryOf = (type: string, detail: Entry['detail']): Entry => ({ source, 'detail-type': type, detail });

const actions = ['page', 'search', 'product', 'cart', 'checkout'];

/** All kinds of which a person can do many; each person does each with other values. */
const everyday: readonly ((index: number) => readonly [string, Entry['detail']])[] = [
  (index) => [
    'VisitMade',
    { action: actions[index % actions.length], sessionId: `s-${index % 4}`, path: `/shoes/${index}` },
  ],
  (index) => [
    'PurchaseMade',
    {
      orderId: `order-${index}`,
      currency: index % 7 === 0 ? 'EUR' : 'GBP',
      total: 900 + index * 130,
      items: [
        { sku: `sku-${index % 5}`, category: index % 2 ? 'shoes' : 'hats', quantity: 1 + (index % 3), unitPrice: 450 },
      ],
    },
  ],
  (index) => ['VisitMade', { action: actions[(index + 2) % actions.length], category: 'hats' }],
  (index) => ['FeedbackGiven', { kind: 'csat', score: 1 + (index % 5), topics: ['delivery', `topic-${index % 3}`] }],
  (index) => ['VisitMade', { action: actions[(index + 3) % actions.length], device: index % 2 ? 'phone' : 'laptop' }],
  (index) => ['PurchaseRefunded', { orderId: `order-${index}`, currency: 'GBP', amount: 50 + index }],
  (index) => [
    'CustomerDescribed',
    { via: 'crm', traits: { demographic: { children: index % 3 }, custom: { tier: `t${index % 4}` } } },
  ],
  (index) => ['ConsentChanged', { purpose: 'marketing', granted: index % 3 !== 0 }],
];

/** Makes entries with ids and times of their own; times lie a little before `start`, where clocks of shops are. */
const maker = (start: number) => {
  let made = 0;
  return (type: string, ids: Ids, fields: Entry['detail'] = {}): Entry => {
    made += 1;
    const occurredAt = new Date(start - ((made * 7919) % 15_000)).toISOString();
    return entryOf(type, { eventId: `event-${made}`, ...ids, occurredAt, ...fields });
  };
};

const applied = (entry: Entry): Deed => ({ entry, fate: 'applied' });
const repeated = (entry: Entry): Deed => ({ entry, fate: 'repeated' });
/** An event may lie so far ahead of its arrival. */
export const allowedAheadMs = 5 * 60_000;
/** The one that lies further ahead no longer does so long after the start, and can be sent again. */
const fromThenOn = 120_000;

/** So many lines that the event would not fit its item. */
const wholesale = Array.from({ length: 10_000 }, (_, line) => ({ sku: `sku-${line}`, quantity: 1, unitPrice: 1 }));

const kept = (entry: Entry): Deed => ({ entry, fate: 'kept' });

type Make = ReturnType<typeof maker>;

/** Everybody but the last two customers, who are for links, does a little of everything. */
const busyDay = (make: Make): Wave => {
  const people = [...customers.slice(0, 7), ...visitors.slice(0, 4)];
  return Array.from({ length: 18 }, (_, index) =>
    people.flatMap((ids, place) => {
      const [type, fields] = (everyday[(index + place) % everyday.length] ?? everyday[0]!)(index + place);
      const entry = make(type, ids, fields);
      return (index + place) % 9 === 4 ? [applied(entry), repeated(entry)] : [applied(entry)];
    }),
  ).flat();
};

/** People whom time alone will not change soon, because a forwarded event may arrive after a later one. */
const beforeLinks = (make: Make): Wave =>
  [customers[7]!, visitors[4]!, customers[8]!, visitors[5]!].flatMap((ids, index) => [
    applied(make('PurchaseMade', ids, { orderId: `link-${index}`, currency: 'GBP', total: 9000 + index })),
    applied(make('FeedbackGiven', ids, { kind: 'csat', score: 1 + index })),
  ]);

const misfits = (make: Make, start: number): Wave => {
  const known = make('PurchaseMade', customers[0]!, { orderId: 'twice', currency: 'GBP', total: 100 });
  return [
    applied(known),
    kept({ ...known, detail: { ...known.detail, total: 101 } }),
    kept(make('PurchaseMade', customers[1]!, { orderId: 'float', currency: 'GBP', total: 19.99 })),
    kept(make('PurchaseMade', visitors[1]!, { orderId: 'none', total: 19 })),
    kept(make('VisitMade', customers[2]!, { occurredAt: new Date(start + fromThenOn + allowedAheadMs).toISOString() })),
    kept(make('VisitMade', { customerId: 'not a good id' })),
    kept(make('VisitMade', {})),
    kept(make('OrderShipped', customers[3]!)),
    kept(entryOf('FeedbackGiven', { ...customers[3], occurredAt: 'yesterday', kind: 'csat' })),
    kept(make('PurchaseMade', customers[4]!, { orderId: 'huge', currency: 'GBP', total: 100, items: wholesale })),
  ];
};

/**
 * Everything that the tier puts on the bus, the same at each call but for `start`: all eight kinds, of customers and
 * visitors, with repetitions, misfits, links and erasures.
 *
 * @param start - milliseconds since 1970; what happened lies up to 15 seconds before.
 */
export const shopEvents = (start: number): readonly Wave[] => {
  const make = maker(start);
  const day = busyDay(make);
  const again = day.find(({ entry }) => entry.detail['anonymousId'] === visitors[0]!.anonymousId);
  const quiet = { customer: customers[7]!, visitor: visitors[4]! };
  const erased = [customers[6]!, visitors[3]!];
  return [
    [...day, ...beforeLinks(make), ...misfits(make, start)],
    [
      applied(make('IdentityLinked', { ...customers[5], ...visitors[0] })),
      applied(make('IdentityLinked', { ...quiet.customer, ...quiet.visitor })),
      applied(
        make('PurchaseMade', { ...customers[8], ...visitors[5] }, { orderId: 'l', currency: 'GBP', total: 15_000 }),
      ),
    ],
    [
      // Known under the visitor's own id, though the visitor is a customer now.
      ...(again ? [repeated(again.entry)] : []),
      // The first link stands.
      applied(make('VisitMade', { ...customers[1], ...visitors[0] })),
      applied(make('PurchaseRefunded', quiet.visitor, { orderId: 'link-1', currency: 'GBP', amount: 100 })),
      applied(make('CustomerDescribed', quiet.visitor, { via: 'survey', traits: { demographic: { children: 2 } } })),
      applied(make('ConsentChanged', quiet.visitor, { purpose: 'marketing', granted: true })),
      ...erased.map((ids): Deed => ({ entry: make('ErasureRequested', ids), fate: 'erasing' })),
    ],
    [
      ...erased.map((ids) => kept(make('VisitMade', ids))),
      ...erased.map((ids) => repeated(make('ErasureRequested', ids))),
      ...customers.slice(0, 5).map((ids) => applied(make('VisitMade', ids, { action: 'cart' }))),
      ...customers.slice(0, 3).map((ids) => applied(make('VisitMade', ids, { action: 'search' }))),
      applied(make('PurchaseMade', customers[0]!, { orderId: 'last', currency: 'GBP', total: 100 })),
    ],
  ];
};
