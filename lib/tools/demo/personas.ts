/** A kind of customer. Shares are from 0 to 1. */
export interface Persona {
  readonly name: string;
  /** The number of them among a hundred customers. */
  readonly percent: number;
  /** Mean number of days from one stay to the next. */
  readonly visitEvery: number;
  /** The days of the year between which their acquaintance with the shop begins, and between which it ends. */
  readonly active: readonly [from: readonly [number, number], to: readonly [number, number]];
  /** The shares of stays that end in an order, and in an abandoned cart. */
  readonly orders: number;
  readonly abandons: number;
  /** The highest price of a product, in pence, and the most items of an order. */
  readonly upTo: number;
  readonly most: number;
  readonly coupons: number;
  readonly refunds: number;
  readonly feedback: number;
  /** From 0, dissatisfied with everything, to 1. */
  readonly mood: number;
  readonly gifts?: number;
  /** The share of those who browse as visitors before they are known. */
  readonly shy?: number;
}

const everAfter = [364, 364] as const;

const usual = { abandons: 0.1, upTo: 100_00, most: 3, coupons: 0.03, refunds: 0.05, feedback: 0.25, mood: 0.7 };

/** All kinds of customers; their percentages add up to a hundred. */
export const personas: readonly Persona[] = [
  { ...usual, name: 'regular', percent: 22, visitEvery: 20, active: [[0, 60], everAfter], orders: 0.45 },
  {
    ...usual,
    name: 'big spender',
    percent: 6,
    visitEvery: 22,
    active: [[0, 90], everAfter],
    orders: 0.45,
    upTo: 700_00,
    most: 4,
  },
  {
    ...usual,
    name: 'bargain hunter',
    percent: 10,
    visitEvery: 25,
    active: [[0, 120], everAfter],
    orders: 0.4,
    coupons: 0.97,
    upTo: 40_00,
  },
  {
    ...usual,
    name: 'once and never again',
    percent: 16,
    visitEvery: 6,
    active: [
      [0, 300],
      [10, 30],
    ],
    orders: 0.7,
    most: 2,
  },
  {
    ...usual,
    name: 'drifting away',
    percent: 14,
    visitEvery: 14,
    active: [
      [0, 40],
      [170, 290],
    ],
    orders: 0.4,
  },
  { ...usual, name: 'newcomer', percent: 9, visitEvery: 7, active: [[300, 355], everAfter], orders: 0.35 },
  {
    ...usual,
    name: 'window shopper',
    percent: 8,
    visitEvery: 4,
    active: [[0, 200], everAfter],
    orders: 0.004,
    shy: 0.7,
    abandons: 0.5,
  },
  {
    ...usual,
    name: 'giver of gifts',
    percent: 6,
    visitEvery: 35,
    active: [[0, 60], everAfter],
    orders: 0.6,
    gifts: 0.8,
    upTo: 200_00,
  },
  {
    ...usual,
    name: 'critic',
    percent: 5,
    visitEvery: 25,
    active: [[0, 120], everAfter],
    orders: 0.5,
    refunds: 0.45,
    feedback: 0.8,
    mood: 0.15,
  },
  {
    ...usual,
    name: 'fan',
    percent: 4,
    visitEvery: 12,
    active: [[0, 60], everAfter],
    orders: 0.55,
    feedback: 0.8,
    mood: 0.97,
    refunds: 0,
  },
];
