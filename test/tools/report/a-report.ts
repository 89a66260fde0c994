import type { Report } from '#lib/use-cases/insight/report/report.ts';

const asOf = '2026-03-18T11:30:00.000Z';

const monthFrom = (month: number): string => new Date(Date.UTC(2025, month, 1)).toISOString();

/** A shop of 15 months in which nothing is known of anybody but orders. */
export const emptyReport: Report = {
  asOf,
  minimum: 20,
  currency: 'GBP',
  zone: 'UTC',
  traits: {},
  source: 'A small shop',
  shop: { customers: 0, visitors: 0, buyers: 0, orders: 0, revenue: 0, months: [] },
  segments: [],
  periods: [],
  flows: [],
  rfm: { missing: 'nobody has ordered' },
  best: { missing: 'nobody has ordered' },
  satisfied: { missing: 'nobody has given feedback with a score' },
  places: { missing: 'of nobody is a country, a region or a city known' },
  bestPlaces: { missing: 'nobody has ordered' },
  words: { missing: 'nobody has written' },
  personas: [],
  groups: { asOf, people: 0, verdict: 'nothing', traits: [], groups: [], byDefinition: [], missing: 'there is nobody' },
  predictions: { missing: 'the catalogue has no model' },
  overlaps: [],
  byDefinition: [],
};

/** The same shop with 1,200 customers, of whom 900 have ordered. */
export const soldReport: Report = {
  ...emptyReport,
  shop: {
    customers: 1_200,
    visitors: 340,
    buyers: 900,
    orders: 2_400,
    revenue: 120_000_00,
    firstAt: '2025-01-01T08:00:00.000Z',
    lastAt: asOf,
    months: Array.from({ length: 15 }, (_, month) => ({
      from: monthFrom(month),
      orders: 150 + month,
      revenue: (month === 13 ? 9_000 : 8_000) * 100 - (month < 12 ? 500_00 : 0),
    })),
  },
};
