/** What a kind of customer is like. Most of them are so; the others are like anybody else. */
export interface Character {
  /** The years between which their ages lie. */
  readonly ages: readonly [from: number, to: number];
  readonly gender: string;
  readonly interest: string;
  readonly value: string;
  readonly lifestyle: string;
  /** How they like to be addressed. */
  readonly contact: string;
  /** What they buy most. */
  readonly favourite: string;
  readonly devices: readonly string[];
}

/** How long somebody stays with the shop. */
export interface Acquaintance {
  /** The number of them among a hundred of their kind. */
  readonly percent: number;
  /** The days of the year between which it begins, and the days after that between which it ends; never by default. */
  readonly begins: readonly [from: number, to: number];
  readonly lasts?: readonly [from: number, to: number];
}

/** A kind of customer. Shares are from 0 to 1. */
export interface Persona {
  readonly name: string;
  /** The number of them among a hundred customers. */
  readonly percent: number;
  /** Mean number of days from one stay to the next. */
  readonly visitEvery: number;
  readonly acquaintances: readonly Acquaintance[];
  readonly character: Character;
  /** The shares of stays that end in an order, and in an abandoned cart. */
  readonly orders: number;
  readonly abandons: number;
  /** The lowest and the highest price of a product, in pence, and the most items of an order. */
  readonly prices: readonly [from: number, to: number];
  readonly most: number;
  readonly coupons: number;
  readonly feedback: number;
  readonly gifts: number;
  /** The share of those who browse as visitors before they are known. */
  readonly shy: number;
}

const usual = {
  visitEvery: 18,
  acquaintances: [{ percent: 100, begins: [0, 90] }],
  orders: 0.45,
  abandons: 0.1,
  prices: [0, 100_00],
  most: 3,
  coupons: 0.03,
  feedback: 0.35,
  gifts: 0.08,
  shy: 0.3,
} as const;

/** All kinds of customers; their percentages add up to a hundred. */
export const personas: readonly Persona[] = [
  {
    ...usual,
    name: 'regular',
    percent: 46,
    // Most of them come all year; others have come lately, or drift away.
    acquaintances: [
      { percent: 60, begins: [0, 60] },
      { percent: 15, begins: [180, 240] },
      { percent: 25, begins: [0, 40], lasts: [180, 290] },
    ],
    character: {
      ages: [30, 50],
      gender: 'female',
      interest: 'gardening',
      value: 'family',
      lifestyle: 'homely',
      contact: 'email',
      favourite: 'garden',
      devices: ['desktop', 'mobile'],
    },
  },
  {
    ...usual,
    name: 'big spender',
    percent: 12,
    prices: [149_00, 700_00],
    character: {
      ages: [50, 70],
      gender: 'male',
      interest: 'music',
      value: 'quality',
      lifestyle: 'minimal',
      contact: 'post',
      favourite: 'home',
      devices: ['desktop'],
    },
  },
  {
    ...usual,
    name: 'bargain hunter',
    percent: 14,
    coupons: 0.97,
    prices: [0, 40_00],
    character: {
      ages: [18, 30],
      gender: 'female',
      interest: 'baking',
      value: 'thrift',
      lifestyle: 'busy',
      contact: 'sms',
      favourite: 'kitchen',
      devices: ['mobile'],
    },
  },
  {
    ...usual,
    name: 'window shopper',
    percent: 12,
    visitEvery: 4.5,
    acquaintances: [{ percent: 100, begins: [0, 120] }],
    orders: 0.004,
    abandons: 0.5,
    shy: 0.7,
    character: {
      ages: [18, 28],
      gender: 'male',
      interest: 'cycling',
      value: 'community',
      lifestyle: 'outdoors',
      contact: 'sms',
      favourite: 'outdoor',
      devices: ['mobile'],
    },
  },
  {
    ...usual,
    name: 'passer-by',
    percent: 16,
    visitEvery: 10,
    acquaintances: [{ percent: 100, begins: [0, 355], lasts: [0, 4] }],
    orders: 0.9,
    character: {
      ages: [35, 60],
      gender: 'male',
      interest: 'reading',
      value: 'sustainability',
      lifestyle: 'busy',
      contact: 'email',
      favourite: 'books',
      devices: ['tablet'],
    },
  },
];
