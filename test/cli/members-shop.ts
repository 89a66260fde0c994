import { beforeAll } from 'vitest';
import { patron, workspace } from './command-line.ts';

const line = (type: string, time: string, detail: object): string =>
  JSON.stringify({ time, source: 'shop.test', 'detail-type': type, detail: { occurredAt: time, ...detail } });

const purchase = (time: string, customerId: string, orderId: string): string =>
  line('PurchaseMade', time, { eventId: orderId, customerId, orderId, currency: 'GBP', total: 15_00, items: [] });

const lines = [
  purchase('2026-01-10T12:00:00Z', 'ann', 'p-1'),
  purchase('2026-02-20T12:00:00Z', 'bob', 'p-2'),
  purchase('2026-03-01T12:00:00Z', 'ann', 'p-3'),
  line('VisitMade', '2026-03-02T09:00:00Z', { eventId: 'v-1', anonymousId: 'tablet', path: '/hats' }),
];

const recent = {
  key: 'recent',
  name: 'Recent people',
  when: {
    any: [
      { performed: 'PurchaseMade', within: 'P30D' },
      { performed: 'VisitMade', within: 'P30D' },
    ],
  },
  publish: { traits: ['orders.count'] },
};

/** A store with a segment that people are in and have left. */
export const shop = () => {
  const space = workspace();
  const events = space.write('events.jsonl', `${lines.join('\n')}\n`);
  const catalogue = space.write('catalogue.json', JSON.stringify({ currency: 'GBP', segments: [recent] }));
  const store = space.path('shop.sqlite');
  beforeAll(async () => {
    const args = ['--events', events, '--segments', catalogue, '--out', space.path('out'), '--store', store];
    const { stderr } = await patron(['replay', ...args]);
    if (stderr !== '') throw new Error(stderr);
  });
  return { store, catalogue };
};
