import { chanceFrom } from '#lib/core/chance.ts';
import { compile } from '#lib/core/segments/compile/compile.ts';

/** A shop whose customers buy, browse and come back, for the questions who is in a segment and who was. */
export const catalogue = compile({
  currency: 'GBP',
  segments: [
    {
      key: 'recent',
      name: 'Recent buyers',
      when: { performed: 'PurchaseMade', within: 'P10D' },
      publish: { traits: ['orders.count', 'orders.revenue'] },
    },
    { key: 'visitors', when: { performed: 'VisitMade', within: 'P3D' } },
    { key: 'regulars', when: { trait: 'orders.count', is: { gte: 3 } } },
  ],
});

const begin = Date.parse('2026-09-01T09:00:00.000Z');
const hour = 3_600_000;

export const iso = (instant: number): string => new Date(instant).toISOString();

/** Lines of sixty days, drawn from a seed. */
export const linesOf = (seed: number): readonly string[] => {
  const chance = chanceFrom(seed);
  const among = (count: number): number => Math.floor(chance() * count);
  return Array.from({ length: 300 }, (_, number) => {
    const time = iso(begin + number * 5 * hour);
    const [customerId, anonymousId] = [`c-${among(12)}`, `v-${among(20)}`];
    const header = { eventId: `e-${number}`, occurredAt: time };
    const drawn = chance();
    const said = (type: string, detail: object): string =>
      JSON.stringify({ time, source: 'shop.test', 'detail-type': type, detail: { ...header, ...detail } });
    if (drawn < 0.4) return said('VisitMade', { ...(chance() < 0.5 ? { customerId } : { anonymousId }), path: '/' });
    if (drawn < 0.45) return said('IdentityLinked', { customerId, anonymousId });
    return said('PurchaseMade', { customerId, orderId: `o-${number}`, currency: 'GBP', total: 10_00, items: [] });
  });
};

/** The end of the lines, and a while longer. */
export const end = iso(begin + 300 * 5 * hour + 240 * hour);

/** An instant within the lines. */
export const instantAt = (share: number): number => begin + Math.floor(share * 300 * 5 * hour);
