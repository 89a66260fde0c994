import { describe, expect, test } from 'vitest';
import type { Condition, Predict } from '../catalogue.ts';
import {
  agreeWithReplay,
  catalogue,
  changesOf,
  computed,
  consent,
  erasure,
  evaluate,
  held,
  line,
  link,
  purchase,
  segment,
  turns,
  visit,
  visitOf1,
} from '../examples.ts';

/** Half of all rates order in the first month, and half of all people leave after an order. */
const predict: Predict = {
  modelId: 'm-1',
  asOf: '2027-01-01T00:00:00.000Z',
  timeUnit: 'P30D',
  orders: { k: 1, r: 1, alpha: 1, a: 1, b: 1 },
  spend: { p: 2, q: 3, v: 1000 },
  tiers: { high: 1500, medium: 500 },
  quantiles: {
    'orders.revenue': Array.from({ length: 99 }, (_, index) => 20 * (index + 1)),
    'orders.count': Array.from({ length: 99 }, (_, index) => (index < 49 ? 1 : 2)),
    'orders.average': Array.from({ length: 99 }, () => 1000),
    'predicted.value365d': Array.from({ length: 99 }, (_, index) => 20 * (index + 1)),
  },
};

const withOrders = (orders: Partial<Predict['orders']>): { readonly predict: Predict } => ({
  predict: { ...predict, orders: { ...predict.orders, ...orders } },
});

const at = '2027-03-01T00:00:00Z';
const start = Date.parse(at);
const month = 30 * 86_400_000;
const after = (ms: number): string => new Date(start + ms).toISOString();
const bought = purchase({ at, eventId: 'e1', total: 1000 });
const until = '2028-09-01T00:00:00Z';

const traitsOf = (lines: readonly string[], of: Predict = predict, end?: string): unknown =>
  evaluate({ catalogue: { ...catalogue(), predict: of }, lines, ...(end !== undefined && { until: end }) }).profiles[0]
    ?.traits['predicted'];

describe('predicted traits', () => {
  test('are those of the model, rounded where they are written', () => {
    const months = 365 / 30;
    const chance = months / (1 + months);
    const orders = Math.log(1 + months) / chance - 1;
    expect(traitsOf([bought])).toEqual({
      alive: 0.5,
      buys30d: 0.25,
      buys90d: 0.375,
      orders30d: 0.386294,
      orders365d: Math.round(orders * 1e6) / 1e6,
      // A purchase day is worth 2 (1000 + 1000) / (2 + 2).
      value365d: Math.round(orders * 1000),
      nextOrderAt: after(month),
      overdue: false,
      tier: 'high',
    });
    expect(Math.round(orders * 1000)).toBe(1790);
  });

  test('move with no event, but for the next order', () => {
    // Silent for two months: S is 1/3.
    expect(traitsOf([bought], predict, after(2 * month))).toMatchObject({
      alive: 0.25,
      buys30d: 0.0625,
      nextOrderAt: after(month),
      overdue: true,
      tier: 'medium',
    });
  });

  test('are there for everybody who has ordered, in whatever currency, and without a value where nobody knows of one', () => {
    expect(traitsOf([visit({ at, eventId: 'e1' })])).toBeUndefined();
    const refund = line('PurchaseRefunded', { customerId: 'ann', orderId: 'o-1', currency: 'GBP', amount: 10 });
    expect(traitsOf([refund({ at, eventId: 'e1' })])).toBeUndefined();
    const guest = line('PurchaseMade', { anonymousId: 'v1', orderId: 'o-1', currency: 'EUR', total: 1000 });
    const told = traitsOf([guest({ at, eventId: 'e1' })]);
    expect(told).toMatchObject({ alive: 0.5, overdue: false });
    expect(told).not.toHaveProperty('value365d');
    expect(told).not.toHaveProperty('tier');
  });

  test('are absent without a model, where nothing but the days of orders is there', () => {
    const { profiles } = evaluate({ catalogue: catalogue(), lines: [bought] });
    expect(profiles[0]?.traits).not.toHaveProperty('predicted');
    expect(profiles[0]?.traits['orders']).toMatchObject({ days: 1 });
    const is = { alive: { trait: 'predicted.alive', is: { exists: false } } } as const;
    expect(held([bought], is)).toEqual(['alive']);
  });

  test('count a second order of a day as none, until there is another day, from which it is the last', () => {
    const again = purchase({ at: after(0.5 * 86_400_000), eventId: 'e2', orderId: 'o-2', total: 0 });
    expect(traitsOf([bought, again])).toMatchObject({ alive: Math.round(1e6 / (2 + 1 / 60)) / 1e6 });
    const late = purchase({ at: after(month), eventId: 'e3', orderId: 'o-3', total: 0 });
    const evening = purchase({ at: after(month + 43_200_000), eventId: 'e4', orderId: 'o-4', total: 0 });
    const next = traitsOf([bought, again, late, evening], predict, after(3 * month));
    // (2 + 1/60)² / 4² against 1/2.
    const lasting = ((2 + 1 / 60) / 4) ** 2;
    expect(next).toMatchObject({ alive: Math.round((1e6 * lasting) / (lasting + 1 / 2)) / 1e6 });
  });

  test('take days by the clocks of the shop', () => {
    const lines = [
      purchase({ at: '2027-03-01T22:30:00Z', eventId: 'e1' }),
      purchase({ at: '2027-03-01T23:30:00Z', eventId: 'e2', orderId: 'o-2' }),
    ];
    const traits = (timeZone: string): unknown =>
      evaluate({ catalogue: { ...catalogue(), timeZone, predict }, lines }).profiles[0]?.traits;
    expect(traits('UTC')).toMatchObject({ orders: { days: 1 }, predicted: { alive: 0.499653 } });
    expect(traits('Europe/Berlin')).toMatchObject({ orders: { days: 2 }, predicted: { alive: 0.666667 } });
  });

  test('weigh revenue, never below nothing, over the days with an order in the currency', () => {
    const lines = [
      bought,
      purchase({ at, eventId: 'e2', orderId: 'o-2', currency: 'EUR', total: 9999 }),
      line('PurchaseRefunded', { customerId: 'ann', orderId: 'o-1', currency: 'GBP', amount: 4000 })({
        at,
        eventId: 'e3',
      }),
    ];
    const orders = Math.log(1 + 365 / 30) / (365 / 395) - 1;
    expect(traitsOf(lines)).toMatchObject({ value365d: Math.round(orders * 500) });
  });

  test('have no next order after the year 9999', () => {
    const rare = traitsOf([bought], withOrders({ r: 0.05, alpha: 1 }).predict, until);
    expect(rare).not.toHaveProperty('nextOrderAt');
    expect(rare).toMatchObject({ overdue: false });
    // 2^10 months are not over for 84 years, 2^16 of them for 5,383.
    expect(traitsOf([bought], withOrders({ r: 1 / 16 }).predict)).toHaveProperty('nextOrderAt');
  });
});

const passes = (when: Condition, lines: readonly string[] = [bought], terms: object = { predict }): string[] =>
  turns(when, { lines, until, ...terms });

const whole = (ms: number): number => Math.ceil(ms);

/** The orders of a year that are expected so long after the first: 2 / (m + 1) of those who would order m times or more. */
const ordersExpected = (ms: number): number => {
  const months = ms / month;
  const chance = 365 / 30 / (1 + months + 365 / 30);
  return (2 * (-Math.log(1 - chance) / chance - 1)) / (2 + months);
};

/** The silence after one order where k is 2. */
const silence = (months: number): number => (1 + 2 * months) / (1 + months) ** 2;

/** Of the same person, the probability of an order in the next month. */
const buys = (ms: number): number => (silence(ms / month) - silence(ms / month + 1)) / (silence(ms / month) + 1);

describe('a comparison with a prediction', () => {
  test('turns at the first millisecond at which it has its new truth', () => {
    // Alive falls to 0.37 after 0.63 / 0.37 - 1 months.
    const falls = whole((0.63 / 0.37 - 1) * month);
    expect(passes({ trait: 'predicted.alive', is: { lt: 0.37 } })).toEqual([`+ ${after(falls)}`]);
    expect(passes({ trait: 'predicted.alive', is: { gte: 0.37 } })).toEqual([`+ ${after(0)}`, `- ${after(falls)}`]);
    expect(passes({ trait: 'predicted.alive', is: { gt: 0.5 } })).toEqual([]);
    expect(passes({ trait: 'predicted.alive', is: { lt: 0.41, gt: 0.37 } })).toEqual([
      `+ ${after(whole((0.59 / 0.41 - 1) * month))}`,
      `- ${after(falls)}`,
    ]);
  });

  test.each([
    { k: 1, r: 0.8, alpha: 1.3, a: 0.6, b: 2.1 },
    { k: 1, r: 3, alpha: 0.2, a: 0.01, b: 0.7 },
  ])('turns where the closed form of the oldest model says, of %j', (orders) => {
    const lines = [bought, purchase({ at: after(month), eventId: 'e2', orderId: 'o-2' })];
    const [q, R, g] = [0.613, orders.r + 1, orders.a / (orders.b + 1)];
    const silent = (orders.alpha + 1) * ((1 / q - 1) / g) ** (1 / R) - orders.alpha;
    const [flip] = passes({ trait: 'predicted.alive', is: { lt: q } }, lines, withOrders(orders)).slice(-1);
    expect(flip).toBe(`+ ${after(whole(silent * month))}`);
  });

  test('turns twice where a probability rises and falls again', () => {
    const flips = passes({ trait: 'predicted.buys30d', is: { gte: 0.135 } }, [bought], withOrders({ k: 2 }));
    expect(flips.map((flip) => flip.slice(0, 1))).toEqual(['+', '-']);
    const [rises = 0, falls = 0] = flips.map((flip) => Date.parse(flip.slice(2)) - start);
    expect([buys(rises) >= 0.135, buys(rises - 1) < 0.135]).toEqual([true, true]);
    expect([buys(falls) < 0.135, buys(falls - 1) >= 0.135]).toEqual([true, true]);
  });

  test('is made anew with every order', () => {
    const lapsed = { trait: 'predicted.alive', is: { lt: 0.37 } } as const;
    const falls = whole((0.63 / 0.37 - 1) * month);
    const back = purchase({ at: after(2 * month), eventId: 'e2', orderId: 'o-2' });
    // 3² (0.63 / 0.37 · 2) months for the square of what is left.
    const again = whole((3 * Math.sqrt((0.63 / 0.37) * 2) - 1) * month);
    expect(passes(lapsed, [bought, back])).toEqual([`+ ${after(falls)}`, `- ${after(2 * month)}`, `+ ${after(again)}`]);
    // Told late, it is the first.
    const late = purchase({ at: after(month), occurredAt: after(-month), eventId: 'e3', orderId: 'o-3' });
    const squared = ((0.63 / 0.37) * 2) ** (1 / 2) * 2 - 1;
    expect(passes(lapsed, [bought, late])).toEqual([
      `+ ${after(falls)}`,
      `- ${after(month)}`,
      `+ ${after(whole((squared - 1) * month))}`,
    ]);
  });

  test('knows when somebody is overdue, and how far away that is', () => {
    expect(passes({ trait: 'predicted.overdue', is: { eq: true } })).toEqual([`+ ${after(month)}`]);
    const next = (is: object): string[] => passes({ trait: 'predicted.nextOrderAt', is });
    expect(next({ olderThan: 'P5D' })).toEqual([`+ ${after(month + 5 * 86_400_000)}`]);
    expect(next({ newerThan: 'P5D' })).toEqual([`+ ${after(0)}`, `- ${after(month + 5 * 86_400_000)}`]);
    expect(next({ comingWithin: 'P5D' })).toEqual([`+ ${after(month - 5 * 86_400_000)}`, `- ${after(month)}`]);
    expect(next({ lt: '2027-04-01' })).toEqual([`+ ${after(0)}`]);
    expect(next({ gte: '2027-04-01' })).toEqual([]);
  });

  test('is true of a tier as long as the value is', () => {
    const [falls = ''] = passes({ trait: 'predicted.tier', is: { ne: 'high' } });
    const [lasts = ''] = passes({ trait: 'predicted.tier', is: { in: ['low'] } });
    expect(falls.slice(0, 1) + lasts.slice(0, 1)).toBe('++');
    const [high, medium] = [falls, lasts].map((flip) => Date.parse(flip.slice(2)) - start);
    expect([ordersExpected(Number(high)) < 1.5, ordersExpected(Number(high) - 1) >= 1.5]).toEqual([true, true]);
    expect([ordersExpected(Number(medium)) < 0.5, ordersExpected(Number(medium) - 1) >= 0.5]).toEqual([true, true]);
  });

  test('is one of a number that is worked out of a prediction, also where that is divided by nothing', () => {
    const falls = whole((0.63 / 0.37 - 1) * month);
    const value = { times: [2, { minus: [{ trait: 'predicted.alive' }, 0.3] }] } as const;
    expect(passes({ value, is: { lt: 0.14 } })).toEqual([`+ ${after(falls)}`]);
    const traits = { A: { value } };
    expect(passes({ trait: 'computed.A', is: { lt: 0.14 } }, [bought], { predict, traits })).toEqual([
      `+ ${after(falls)}`,
    ]);
    // From 5 up without end while alive is above 0.31, and below it from -∞.
    const divided = { dividedBy: [1, { minus: [{ trait: 'predicted.alive' }, 0.31] }] } as const;
    const pole = whole((0.69 / 0.31 - 1) * month);
    expect(passes({ value: divided, is: { gt: 6 } })).toEqual([
      `+ ${after(whole((1 / (0.31 + 1 / 6) - 2) * month))}`,
      `- ${after(pole)}`,
    ]);
  });

  test('takes percentiles from the model', () => {
    const quantiles = predict.quantiles['predicted.value365d'] ?? [];
    expect(
      held(
        [bought],
        {
          'revenue-51': { trait: 'orders.revenue', is: { lte: { percentile: 50 } } },
          'revenue-50': { trait: 'orders.revenue', is: { gte: { percentile: 50 }, lt: { percentile: 51 } } },
          'count-49': { trait: 'orders.count', is: { lte: { percentile: 49 } } },
          'count-50': { trait: 'orders.count', is: { lt: { percentile: 50 } } },
          average: { trait: 'orders.average', is: { gt: { percentile: 1 } } },
          value: { trait: 'predicted.value365d', is: { gte: { percentile: 89 } } },
          'value-99': { trait: 'predicted.value365d', is: { gt: { percentile: 99 } } },
        },
        { predict },
      ),
    ).toEqual(['revenue-51', 'revenue-50', 'count-49', 'count-50', 'value']);
    expect(quantiles[88]).toBe(1780);
    const value = (is: object): string[] => passes({ trait: 'predicted.value365d', is });
    expect(value({ lt: { percentile: 25 } })).toEqual(passes({ trait: 'predicted.tier', is: { eq: 'low' } }));
  });

  test('decides by numbers that are not rounded', () => {
    const is = { trait: 'predicted.orders30d', is: { gt: 0.386294, lt: 0.386295 } } as const;
    expect(held([bought], { is }, { predict })).toEqual(['is']);
    const thousand = { A: { value: { times: [1_000_000, { trait: 'predicted.orders30d' }] } } } as const;
    expect(computed(thousand, [bought], { predict })).toEqual({ A: expect.closeTo(386_294.361_12, 4) });
  });
});

describe('people with predictions', () => {
  const alive = segment(
    'alive',
    { trait: 'predicted.alive', is: { gte: 0.37 } },
    {
      publish: { traits: ['predicted.alive', 'predicted.value365d', 'predicted.nextOrderAt', 'predicted.tier'] },
    },
  );
  const shop = { ...catalogue(alive), predict };
  const falls = whole((0.63 / 0.37 - 1) * month);

  test('are told of with what may be published', () => {
    const { changes } = evaluate({ catalogue: shop, lines: [bought], until });
    expect(changes.map(({ traits }) => traits)).toEqual([
      {
        'predicted.alive': 0.5,
        'predicted.value365d': 1790,
        'predicted.nextOrderAt': after(month),
        'predicted.tier': 'high',
      },
      {
        'predicted.alive': 0.37,
        'predicted.value365d': 1029,
        'predicted.nextOrderAt': after(month),
        'predicted.tier': 'medium',
      },
    ]);
  });

  test('become one with the orders of both', () => {
    const guest = line('PurchaseMade', { anonymousId: 'v1', orderId: 'o-1', currency: 'GBP', total: 1000 });
    const lines = [
      guest({ at, eventId: 'e1' }),
      visitOf1({ at: after(1), eventId: 'e2' }),
      purchase({ at: after(month), eventId: 'e3', orderId: 'o-2' }),
      link({ at: after(month + 1), eventId: 'e4', anonymousId: 'v1' }),
    ];
    // From here on as of one with two days: (2 + silence)² against half.
    const ends = whole((2 * Math.sqrt((0.63 / 0.37) * 2) - 1) * month);
    expect(changesOf(evaluate({ catalogue: shop, lines, until }))).toEqual([
      `v1 1 +alive ${after(0)} live`,
      `ann 1 +alive ${after(month)} live`,
      `v1 2 -alive ${after(falls)} timer`,
      `ann 2 -alive ${after(ends)} timer`,
    ]);
  });

  test('need consent as anybody, and are gone once they are erased', () => {
    const asked = { ...shop, requires: { consent: 'marketing' } };
    const agrees = consent({ at: after(10), eventId: 'e2', granted: true });
    const gone = erasure({ customerId: 'ann', at: after(falls - 1), eventId: 'e3' });
    expect(changesOf(evaluate({ catalogue: asked, lines: [bought, agrees, gone], until }))).toEqual([
      `ann 1 +alive ${after(10)} live`,
      `ann 2 -alive ${after(falls - 1)} erasure`,
    ]);
  });
});

agreeWithReplay();
