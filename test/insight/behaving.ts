import { chanceFrom, type Chance } from '#lib/core/chance.ts';

const day = 86_400_000;
export const to = Date.UTC(2026, 5, 1);

type Range = readonly [least: number, most: number];

/** How some people behave. Everything is drawn evenly from its range. */
export interface Manner {
  /** The number of orders. */
  readonly orders: Range;
  /** What an order comes to, in minor units. */
  readonly total: Range;
  /** How many days ago the last order was. */
  readonly lastAgo: Range;
  /** The share of orders with a coupon. */
  readonly coupons?: number;
  /** The number of sessions. */
  readonly sessions?: Range;
  /** The number of people. */
  readonly people: number;
}

const from = (chance: Chance, [least, most]: Range): number => least + chance() * (most - least);

const whole = (chance: Chance, [least, most]: Range): number => Math.floor(from(chance, [least, most + 1]));

/** An entry of a file of events. */
const lineOf = (type: string, at: number, detail: object): string => {
  const time = new Date(at).toISOString();
  return JSON.stringify({ time, source: 'shop.test', 'detail-type': type, detail: { occurredAt: time, ...detail } });
};

interface Acting {
  readonly customerId: string;
  readonly manner: Manner;
  readonly chance: Chance;
}

const ordersOf = ({ customerId, manner, chance }: Acting): readonly string[] => {
  const last = to - from(chance, manner.lastAgo) * day;
  const usual = from(chance, manner.total);
  return Array.from({ length: whole(chance, manner.orders) }, (_, index) =>
    lineOf('PurchaseMade', last - index * from(chance, [1, 20]) * day, {
      eventId: `${customerId}-o${index}`,
      orderId: `${customerId}-o${index}`,
      customerId,
      currency: 'GBP',
      total: Math.round(usual * from(chance, [0.9, 1.1])),
      ...(chance() < (manner.coupons ?? 0) && { couponCode: 'HELLO' }),
    }),
  );
};

const visitsOf = ({ customerId, manner, chance }: Acting): readonly string[] =>
  Array.from({ length: whole(chance, manner.sessions ?? [0, 0]) }, (_, index) =>
    lineOf('VisitMade', to - from(chance, [0, 365]) * day, {
      eventId: `${customerId}-v${index}`,
      sessionId: `${customerId}-s${index}`,
      customerId,
    }),
  );

/** What people do who behave in some manners, and the manner of each, by customer. */
export interface Behaving {
  readonly lines: readonly string[];
  readonly manners: ReadonlyMap<string, number>;
}

const timeOf = (line: string): string => line.slice(9, 33);

/** The events of people of several manners, in order of time. */
export const behaving = (manners: readonly Manner[], seed: number = 1): Behaving => {
  const chance = chanceFrom(seed);
  const people = manners.flatMap((manner, index) =>
    Array.from({ length: manner.people }, (_, number) => ({ customerId: `c${index}-${number}`, manner, index })),
  );
  const lines = people.flatMap(({ customerId, manner }) => {
    const acting = { customerId, manner, chance };
    return [...ordersOf(acting), ...visitsOf(acting)];
  });
  return {
    lines: lines.sort((one, other) => (timeOf(one) < timeOf(other) ? -1 : 1)),
    manners: new Map(people.map(({ customerId, index }) => [customerId, index])),
  };
};

/** Three kinds of customers, told apart by how often they order and for how much. */
export const threeManners: readonly Manner[] = [
  { people: 95, orders: [1, 2], total: [20_00, 40_00], lastAgo: [100, 300], sessions: [0, 20] },
  { people: 60, orders: [8, 14], total: [20_00, 40_00], lastAgo: [1, 60], sessions: [0, 20] },
  { people: 45, orders: [1, 3], total: [300_00, 600_00], lastAgo: [20, 200], sessions: [0, 20] },
];

/** Customers who are alike but for chance. */
export const evenManner: Manner = {
  people: 200,
  orders: [1, 10],
  total: [10_00, 200_00],
  lastAgo: [0, 365],
  coupons: 0.3,
  sessions: [0, 20],
};
