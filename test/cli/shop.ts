import { beforeAll } from 'vitest';
import { patron, workspace } from './command-line.ts';

/** A small shop with every kind of person, replayed into a store for commands that read one. */

interface EntryDetail {
  readonly eventId: string;
  readonly [field: string]: unknown;
}

const entry = (type: string, time: string, detail: EntryDetail): string =>
  JSON.stringify({ time, source: 'shop.test', 'detail-type': type, detail: { occurredAt: time, ...detail } });

const purchase = (time: string, detail: EntryDetail): string =>
  entry('PurchaseMade', time, { orderId: detail.eventId, currency: 'GBP', total: 10_00, ...detail });

export const lines = [
  purchase('2026-01-10T12:00:00Z', { eventId: 'p-1', customerId: 'ann' }),
  purchase('2026-02-20T12:00:00Z', { eventId: 'p-2', customerId: 'ann', total: 90_00 }),
  purchase('2026-01-05T12:00:00Z', { eventId: 'p-1', customerId: 'bob' }),
  entry('VisitMade', '2026-02-25T09:00:00Z', { eventId: 'v-1', anonymousId: 'phone', path: '/shoes' }),
  entry('VisitMade', '2026-02-26T09:00:00Z', { eventId: 'v-2', anonymousId: 'tablet', path: '/hats' }),
  entry('IdentityLinked', '2026-02-27T09:00:00Z', { eventId: 'l-1', customerId: 'ann', anonymousId: 'phone' }),
  purchase('2026-02-28T12:00:00Z', { eventId: 'p-1', customerId: 'gone' }),
  entry('ErasureRequested', '2026-02-28T13:00:00Z', { eventId: 'e-1', customerId: 'gone' }),
  purchase('2026-03-01T12:00:00Z', { eventId: 'p-1', customerId: 'cleo', total: 200_00 }),
];

const recent = { key: 'recent', name: 'Recent buyers', when: { performed: 'PurchaseMade', within: 'P30D' } };
const visitors = { key: 'visitors', name: 'Visitors', when: { performed: 'VisitMade' } };
const regulars = {
  key: 'regulars',
  name: 'Regulars',
  when: { all: [{ trait: 'orders.count', is: { gte: 2 } }, { not: { segment: 'visitors' } }] },
};

const catalogue = { currency: 'GBP', segments: [recent, visitors, regulars] };

/** `recent` is wider and has another name, `visitors` is gone, `buyers` is new. */
const newCatalogue = {
  currency: 'GBP',
  segments: [
    { ...recent, name: 'Buyers of late', when: { performed: 'PurchaseMade', within: 'P60D' } },
    { key: 'regulars', name: 'Regulars', when: { trait: 'orders.count', is: { gte: 2 } } },
    { key: 'buyers', when: { performed: 'PurchaseMade' } },
  ],
};

/** The files of the shop in a directory of the test file's own, and the store that is made of it. */
export const shop = () => {
  const space = workspace();
  const events = space.write('events.jsonl', `${lines.join('\n')}\n`);
  const old = space.write('old.json', JSON.stringify(catalogue));
  const next = space.write('new.json', JSON.stringify(newCatalogue));
  const store = space.path('shop.sqlite');
  beforeAll(async () => {
    const args = ['--events', events, '--segments', old, '--out', space.path('out'), '--store', store];
    const { stderr } = await patron(['replay', ...args]);
    if (stderr !== '') throw new Error(stderr);
  });
  return { ...space, events, old, next, store };
};
