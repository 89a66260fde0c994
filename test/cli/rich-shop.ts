import { beforeAll } from 'vitest';
import { patron, workspace } from './command-line.ts';

const day = 86_400_000;
const end = Date.UTC(2026, 2, 1);
const instant = (daysBefore: number): string => new Date(end - daysBefore * day).toISOString();

interface Detail {
  readonly customerId: string;
  readonly [field: string]: unknown;
}

let events = 0;
const entry = (type: string, time: string, detail: Detail) => {
  events += 1;
  const whole = { eventId: `e-${events}`, occurredAt: time, ...detail };
  return { time, source: 'shop.test', 'detail-type': type, detail: whole };
};

const purchase = (customerId: string, daysBefore: number, detail: object) =>
  entry('PurchaseMade', instant(daysBefore), { customerId, orderId: `o-${events}`, currency: 'GBP', ...detail });

/** The first 60 are rich, and half of them live in Leeds; every fifth has a coupon. */
const firstOrder = (index: number) =>
  purchase(`c-${index}`, 100 - (index % 50), {
    total: (index < 60 ? 500_00 : 20_00) + index,
    shipTo: { country: 'GB', city: index < 60 && index % 2 === 0 ? 'Leeds' : `Town ${index % 4}` },
    ...(index % 5 === 0 && { couponCode: 'TEN' }),
  });

const score = (index: number) =>
  entry('FeedbackGiven', instant(40), { customerId: `c-${index}`, kind: 'csat', score: index % 8 === 0 ? 1 : 5 });

const cart = (index: number) => entry('VisitMade', instant(10), { customerId: `c-${index}`, action: 'cart' });

/** 300 customers: every second gave a score, every third left a cart, and every sixth ordered what was in it. */
const customer = (index: number) => [
  firstOrder(index),
  ...(index % 2 === 0 ? [score(index)] : []),
  ...(index % 3 === 0 ? [cart(index)] : []),
  ...(index % 6 === 3 ? [purchase(`c-${index}`, 9, { total: 1 })] : []),
];

const catalogue = {
  currency: 'GBP',
  segments: [
    { key: 'rich', name: 'Rich', when: { trait: 'orders.revenue', is: { gte: 500_00 } } },
    { key: 'rich-too', when: { all: [{ segment: 'rich' }, { trait: 'custom.vip', is: { exists: false } }] } },
    { key: 'of-leeds', when: { trait: 'geographic.city', is: { eq: 'Leeds' } } },
    { key: 'few', when: { trait: 'orders.revenue', is: { gte: 500_50 } } },
  ],
};

export type RichCatalogue = typeof catalogue;

/** One event that says next to nothing. */
export const oneVisit = JSON.stringify(entry('VisitMade', instant(1), { customerId: 'c-1' }));

/** A shop of 300 customers, of whom a fifth is rich, in a store of the test file's own. */
export const richShop = () => {
  const { path, write } = workspace();
  const store = path('shop.sqlite');

  beforeAll(async () => {
    const lines = Array.from({ length: 300 }, (_, index) => customer(index))
      .flat()
      .sort((one, other) => (one.time < other.time ? -1 : 1));
    const file = write('events.jsonl', `${lines.map((line) => JSON.stringify(line)).join('\n')}\n`);
    const segments = write('segments.json', JSON.stringify(catalogue));
    const { stderr } = await patron([
      'replay',
      '--events',
      file,
      '--segments',
      segments,
      '--out',
      path('out'),
      '--store',
      store,
    ]);
    if (stderr !== '') throw new Error(stderr);
  });
  return { path, write, store };
};
