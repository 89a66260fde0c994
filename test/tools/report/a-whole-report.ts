import type { Line } from '#lib/core/insight/compare/line.ts';
import type { Report, RfmCell } from '#lib/use-cases/insight/report/report.ts';
import { soldReport } from './a-report.ts';

const { asOf } = soldReport;

const line: Line = {
  trait: 'orders.count',
  value: { gte: 5 },
  direction: 'more',
  share: 0.86,
  interval: [0.8, 0.9],
  others: 0.18,
  lift: 4.12,
  effect: 1.5,
  q: 0.0001,
  members: 77,
  known: 90,
  confirmedOnHalf: true,
};

const chance: Line = {
  trait: 'computed.basketValue',
  value: { gte: 5_000 },
  direction: 'less',
  q: 0.009,
  members: { below: 20 },
  known: 90,
  confirmedOnHalf: false,
};

const regions = [
  ['New', 'Promising', 'Loyal', 'Champions', 'Champions'],
  ['New', 'Promising', 'Loyal', 'Champions', 'Champions'],
  ['Lost', 'Lost', 'At risk', 'At risk', 'At risk'],
  ['Lost', 'Lost', 'At risk', 'At risk', 'At risk'],
  ['Lost', 'Lost', 'At risk', 'At risk', 'At risk'],
];

/** 36 people in every square but one, in which nobody is. */
const cells: readonly RfmCell[] = regions.flatMap((names, row) =>
  names.map((name, column) => ({
    recency: 5 - row,
    frequency: column + 1,
    name,
    people: row === 4 && column === 4 ? 0 : 36,
    averageRevenue: name === 'At risk' ? { below: 20 } : 100_00,
  })),
);

const monthsOf = (segment: string, sizes: readonly number[]): Report['periods'] =>
  sizes.map((size, month) => ({
    segment,
    from: new Date(Date.UTC(2026, month, 1)).toISOString(),
    to: month === sizes.length - 1 ? '2026-03-18T11:30:00.001Z' : new Date(Date.UTC(2026, month + 1, 1)).toISOString(),
    size,
    adds: 0,
    drops: 0,
    volatility: null,
    stayed: null,
    retention: null,
    satisfaction: { below: 20 },
    revenue: 0,
    growth: null,
    stability: null,
  }));

const accuracy = { mae: 0.9, rmse: 1.2, totalRatio: 0.76, auc: 0.72 };

const definition = {
  key: 'best',
  name: 'Best customers',
  description: 'The tenth that has spent the most.',
  when: { trait: 'orders.revenue', is: { gte: 1 } },
} as const;

/** The same shop, of which everything is known. */
export const wholeReport: Report = {
  ...soldReport,
  traits: { basketValue: { avg: 'total', performed: 'PurchaseMade' } },
  imported: {
    file: 'orders.csv',
    mapping: 'orders-export',
    rows: 3_000,
    used: 2_400,
    unused: 600,
    problems: [{ reason: 'the customer is missing', rows: 600, example: 'row 94' }],
  },
  segments: [
    {
      key: 'regulars',
      name: 'Regulars',
      meaning: 'Customers who come often.',
      size: 300,
      share: 0.195,
      revenueShare: 0.61,
    },
    { key: 'lapsed', name: 'Lapsed', meaning: 'Customers who stay away.', size: 500, share: 0.325, revenueShare: 0.1 },
    { key: 'gone', name: 'Gone', meaning: 'Customers who are gone.', size: 0, share: 0 },
  ],
  periods: [
    ...monthsOf('regulars', [250, 290, 300]),
    ...monthsOf('lapsed', [520, 510, 500]),
    ...monthsOf('gone', [0, 0, 0]),
  ],
  flows: [
    {
      from: '2026-02-01T00:00:00.000Z',
      to: '2026-03-01T00:00:00.000Z',
      flows: [
        { from: 'lapsed', to: 'regulars', people: 41 },
        { from: 'regulars', to: 'lapsed', people: 1 },
        { from: 'regulars', to: null, people: 90 },
      ],
    },
    {
      from: '2026-03-01T00:00:00.000Z',
      to: '2026-03-18T11:30:00.001Z',
      flows: [{ from: 'regulars', to: 'lapsed', people: 77 }],
    },
  ],
  rfm: { cells, limits: { recencyDays: [30, 60, 120, 240], frequency: [2, 4, 8, 16] } },
  best: {
    segment: 'best',
    definition,
    with: 'rest',
    asOf,
    members: 90,
    others: 810,
    byDefinition: ['orders.revenue'],
    notKnown: ['demographic'],
    lines: [line, chance],
    revenueShare: 0.43,
  },
  satisfied: {
    segment: 'satisfied',
    definition: { ...definition, description: 'Give the highest scores.' },
    with: 'rest',
    asOf,
    members: 120,
    others: 30,
    byDefinition: ['feedback.satisfaction'],
    notKnown: [],
    lines: [],
  },
  places: {
    asOf,
    members: 1_540,
    byDefinition: [],
    lines: [
      { level: 'country', place: 'GB', members: { above: 980 }, known: 1_000 },
      { level: 'city', place: 'Leeds', members: 300, known: 800, share: 0.375 },
    ],
  },
  bestPlaces: {
    asOf,
    members: 90,
    byDefinition: [],
    lines: [
      { level: 'city', place: 'York', members: 40, known: 80, direction: 'more', share: 0.5, others: 0.1, lift: 3.9 },
    ],
  },
  words: {
    asOf,
    byDefinition: [],
    languages: ['en'],
    lines: [
      { term: 'never arrived', unhappy: 0.2302, happy: 0.0116, z: 14.9, people: 536 },
      { term: 'lovely', unhappy: 0.0027, happy: 0.1246, z: -10.9, people: 208 },
    ],
    questions: { people: 114, share: 0.027, lines: [] },
  },
  personas: [
    {
      segment: 'regulars',
      title: 'Regulars',
      byDefinition: [],
      asOf,
      members: 300,
      others: 1_240,
      share: 0.195,
      name: 'Loyal Lee',
      revenue: { amount: 73_200_00, share: 0.61 },
      demographics: [{ trait: 'demographic.age', median: 45, range: [33, 58], known: 200 }],
      geographics: [],
      psychographics: [],
      behaviour: [],
      painPoints: [],
      goals: [],
      channels: [],
      standsOut: [line],
      notKnown: [{ part: 'goals', known: { below: 20 }, says: 'not known of any member' }],
      validation: { found: 4, held: 3 },
    },
  ],
  groups: {
    asOf,
    people: 1_540,
    verdict: 'continuum',
    traits: ['orders.count'],
    silhouette: 0.21,
    groups: [
      {
        key: 'frequent',
        name: 'Frequent buyers',
        members: 400,
        precision: 0.96,
        recall: 0.9,
        stability: 0.91,
        when: { trait: 'orders.count', is: { gte: 5 } },
      },
    ],
    byDefinition: ['orders.count'],
  },
  predictions: {
    modelId: 'm-1',
    buyers: 900,
    alive: 612.4,
    aliveTenths: [{ below: 20 }, { above: 19 }, 100, 100, 100, 100, 100, 100, 100, 100],
    value365d: 98_000_00,
    tiers: [
      { tier: 'high', people: 90, value365d: 50_000_00 },
      { tier: 'medium', people: { above: 19 } },
      { tier: 'low', people: { below: 20 }, value365d: { below: 20 } },
    ],
    orders30d: 80.2,
    quality: {
      ...accuracy,
      holdout: 'P93D',
      brier: 0.2,
      brierOfBaseRate: 0.24,
      baselines: { rate: { ...accuracy, mae: 0.95 }, lastPeriod: accuracy },
      calibration: [
        { expected: 0.16, seen: 0.35 },
        { expected: 0.94, seen: 0.96 },
      ],
    },
    warnings: ['In the last P93D it expected 0.76 times the purchase days that came.'],
  },
  overlaps: [
    { one: 'lapsed', other: 'gone', jaccard: 0.9 },
    { one: 'regulars', other: 'lapsed', jaccard: 0.25 },
  ],
};
