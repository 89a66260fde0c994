import * as fc from 'fast-check';
import type { Stream } from './arbitrary-events.ts';
import { dayIn, type Scene } from './scenes.ts';

const hour = 3_600_000;
const day = 24 * hour;

interface Said {
  readonly kind: 'order' | 'refund' | 'visit' | 'link' | 'consent';
  readonly after: number;
  readonly late: number;
  readonly amount: number;
  readonly currency: string;
  readonly isGuest: boolean;
}

/** Nothing, a millisecond, within a day, and so long that some have left by then. */
const after = fc.oneof(
  { weight: 2, arbitrary: fc.constantFrom(0, 1, hour, 5 * hour) },
  { weight: 4, arbitrary: fc.constantFrom(day, 2 * day, 3 * day, 7 * day, 30 * day) },
  { weight: 3, arbitrary: fc.integer({ min: 0, max: 60 * day }) },
  { weight: 1, arbitrary: fc.integer({ min: 0, max: 500 * day }) },
);

const late = fc.oneof(
  { weight: 6, arbitrary: fc.constant(0) },
  { weight: 1, arbitrary: fc.constantFrom(1, hour, day, 30 * day) },
  { weight: 1, arbitrary: fc.integer({ min: 0, max: 200 * day }) },
);

const said: fc.Arbitrary<Said> = fc.record({
  kind: fc.oneof(
    { weight: 12, arbitrary: fc.constant('order' as const) },
    { weight: 2, arbitrary: fc.constantFrom('refund' as const, 'visit' as const) },
    { weight: 1, arbitrary: fc.constantFrom('link' as const, 'consent' as const) },
  ),
  after,
  late,
  amount: fc.constantFrom(0, 1, 500, 1000, 2000, 12_345),
  currency: fc.constantFrom('GBP', 'GBP', 'GBP', 'EUR'),
  isGuest: fc.boolean(),
});

const details = {
  order: ['PurchaseMade', ({ amount, currency }: Said) => ({ orderId: 'o1', currency, total: amount })],
  refund: ['PurchaseRefunded', ({ amount, currency }: Said) => ({ orderId: 'o1', currency, amount: amount + 1 })],
  visit: ['VisitMade', () => ({})],
  link: ['IdentityLinked', () => ({ customerId: 'ann', anonymousId: 'v1' })],
  consent: ['ConsentChanged', ({ isGuest }: Said) => ({ purpose: 'marketing', granted: isGuest })],
} as const;

const entryOf = (index: number, at: number, of: Said): object => {
  const [type, body] = details[of.kind];
  const ids = of.isGuest ? { anonymousId: 'v1' } : { customerId: 'ann' };
  const occurredAt = new Date(at - of.late).toISOString();
  const detail = { eventId: `e${index}`, ...ids, occurredAt, ...body(of) };
  return { time: new Date(at).toISOString(), source: 'shop.test', 'detail-type': type, detail };
};

/** A customer and a guest, who may be one, with orders over years from a scene on, and long silences in between. */
export const buyersIn = (scene: Scene): fc.Arbitrary<Stream> =>
  fc
    .tuple(fc.array(said, { minLength: 1, maxLength: 14, size: 'max' }), fc.constantFrom(0, 1, 30, 200, 900))
    .map(([all, days]) => {
      let at = dayIn(scene, 0);
      const lines = all.map((of, index) => {
        at += of.after;
        return JSON.stringify(entryOf(index, at, of));
      });
      return { lines, until: new Date(at + days * day).toISOString() };
    });
