import { describe, expect, test } from 'vitest';
import { compile } from '#lib/core/segments/compile/compile.ts';
import type { People } from '#lib/use-cases/insight/people.ts';
import { gatherReport } from '#lib/use-cases/insight/report/gather-report.ts';
import type { Known, Report, ToldPart } from '#lib/use-cases/insight/report/report.ts';
import { textbook } from '#test/core/predictions/textbook.ts';
import { lowFigures, lowRemainder } from '#test/insight/low-figures.ts';
import { predictionModel } from '#test/support/prediction-model.ts';
import { withReplayed } from '#test/support/replayed-store.ts';
import { day, shopCatalogue, shopEnd, shopLines } from './made-up-shop.ts';
import {
  dayInBerlin,
  naiveBuyers,
  naiveMembers,
  naiveMonths,
  naivePeople,
  naiveSquare,
  type NaivePerson,
} from './naive-shop.ts';

const catalogue = compile(shopCatalogue);

/** Reports on the shop, with what is changed about its people. */
const reported = (change: (people: People) => Partial<People> = () => ({})): Promise<Report | undefined> =>
  withReplayed({ catalogue, lines: shopLines }, (store) => {
    const people: People = { everybody: () => [...store.profiles()], store, catalogue, minimum: 20 };
    return gatherReport({ ...people, ...change(people) }, { source: 'the shop' });
  });

const report = (await reported()) as Report;

const known = <Part extends object>(part: Known<Part>): Part => {
  if ('missing' in part) throw new Error(part.missing);
  return part;
};

const revenueOf = (people: readonly NaivePerson[]): number => people.reduce((sum, { revenue }) => sum + revenue, 0);

const membersOf = (key: string): readonly NaivePerson[] => naivePeople.filter((person) => naiveMembers[key]?.(person));

describe('gatherReport() of a small shop, held to a naive count of its events,', () => {
  test('tells the shop in a few figures', () => {
    const { months, ...shop } = report.shop;
    expect(shop).toEqual({
      customers: 240,
      visitors: 25,
      buyers: naiveBuyers.length,
      orders: naiveBuyers.reduce((sum, { orders }) => sum + orders.length, 0),
      revenue: revenueOf(naivePeople),
      otherCurrencies: {
        USD: naiveBuyers.flatMap(({ orders }) => orders).filter(({ currency }) => currency === 'USD').length,
      },
      firstAt: new Date(Math.min(...naiveBuyers.map(({ firstAt }) => firstAt))).toISOString(),
      lastAt: new Date(shopEnd).toISOString(),
    });
    expect(report).toMatchObject({
      asOf: new Date(shopEnd).toISOString(),
      currency: 'EUR',
      zone: 'Europe/Berlin',
      minimum: 20,
      source: 'the shop',
    });
    expect(months.length).toBeGreaterThan(12);
  });

  test('tells each month by the local calendar', () => {
    const { months } = report.shop;
    const naive = naiveMonths();
    const told = months.map(({ from, orders, revenue }) => [dayInBerlin(Date.parse(from)), { orders, revenue }]);
    expect(told).toEqual(
      months.map((_, index) => {
        const first = monthAfter(dayInBerlin(Date.parse(months[0]?.from ?? '')), index);
        return [`${first}-01`, naive[first] ?? { orders: 0, revenue: 0 }];
      }),
    );
    expect(Object.keys(naive).every((month) => told.some(([first]) => first === `${month}-01`))).toBe(true);
  });

  test.each(Object.keys(naiveMembers))('tells the size and the revenue of %s', (key) => {
    const members = membersOf(key);
    const segment = report.segments.find((each) => each.key === key);
    const buyers = members.filter(({ orders }) => orders.length > 0).length;
    const isLarge = buyers >= 20 && naiveBuyers.length - buyers >= 20;
    const inThousandths = Math.round((revenueOf(members) / revenueOf(naivePeople)) * 1000) / 1000;
    expect(segment).toMatchObject({ size: members.length, share: members.length / naivePeople.length });
    expect(segment?.revenueShare).toBe(isLarge ? inThousandths : undefined);
    expect(report.periods.findLast(({ segment: of }) => of === key)?.size).toBe(members.length);
  });

  test('tells each pair of segments that share members', () => {
    const keys = Object.keys(naiveMembers);
    const pairs = keys.flatMap((one, place) =>
      keys.slice(place + 1).flatMap((other) => {
        const either = naivePeople.filter((person) => naiveMembers[one]?.(person) || naiveMembers[other]?.(person));
        const both = membersOf(one).filter((person) => naiveMembers[other]?.(person));
        return both.length === 0 ? [] : [{ one, other, jaccard: both.length / either.length }];
      }),
    );
    const counted = report.overlaps.filter(({ one, other }) => keys.includes(one) && keys.includes(other));
    expect(counted).toEqual(pairs.sort((one, other) => other.jaccard - one.jaccard));
  });

  test('tells the grid of recency and frequency', () => {
    const { cells, limits } = known(report.rfm);
    expect(limits).toEqual({ recencyDays: [30, 60, 120, 200], frequency: [2, 4, 6, 9] });
    expect(cells).toHaveLength(25);
    const naive = cells.map(({ recency, frequency }) => naiveSquare(recency, frequency));
    expect(cells.map(({ people }) => people)).toEqual(naive.map(({ length }) => length));
    const told = [...cells.keys()].filter((place) => typeof cells[place]?.averageRevenue === 'number');
    expect(told.map((place) => cells[place]?.averageRevenue)).toEqual(
      told.map((place) => Math.round(revenueOf(naive[place] ?? []) / (naive[place]?.length ?? 0))),
    );
    expect(told.length).toBeGreaterThan(3);
  });

  test('tells what the model foretells of everybody together', () => {
    const { orders, spend, tiers: limits } = predictionModel;
    const week = 7 * day;
    const each = naiveBuyers.map(({ orders: own, firstAt, lastAt, revenue }) => {
      const days = new Set(own.map(({ at }) => dayInBerlin(at))).size;
      const euroDays = new Set(own.flatMap(({ at, currency }) => (currency === 'EUR' ? [dayInBerlin(at)] : []))).size;
      const model = textbook(orders, { repeats: days - 1, recency: days === 1 ? 0 : (lastAt - firstAt) / week });
      const age = (shopEnd - firstAt) / week;
      const worth = (spend.p * (spend.v + Math.max(0, revenue))) / (spend.p * euroDays + spend.q - 1);
      const value = euroDays === 0 ? undefined : model.ordersWithin(age, 365 / 7) * worth;
      return { alive: model.alive(age), orders30d: model.ordersWithin(age, 30 / 7), value };
    });
    const sum = (of: (one: (typeof each)[number]) => number): number => each.reduce((total, one) => total + of(one), 0);
    const predictions = known(report.predictions);
    expect(predictions.modelId).toBe('m-2026-11');
    expect(predictions.buyers).toBe(each.length);
    expect(predictions.alive).toBeCloseTo(
      sum(({ alive }) => alive),
      0.9,
    );
    expect(predictions.orders30d).toBeCloseTo(
      sum(({ orders30d }) => orders30d),
      0.9,
    );
    expect(Math.abs(predictions.value365d - sum(({ value = 0 }) => value))).toBeLessThan(each.length);
    const high = each.filter(({ value = 0 }) => value >= limits.high);
    expect(predictions.tiers[0]).toMatchObject({ tier: 'high', people: high.length });
    expect(high.length).toBeGreaterThan(20);
    const lastTenth = each.filter(({ alive }) => alive >= 0.9);
    expect(predictions.aliveTenths[9]).toBe(lastTenth.length);
  });

  test('tells what the best and the satisfied share, where people are, and what they say', () => {
    // Of 240 the amount that 216 do not exceed is that of the 25th from above.
    const best = naiveBuyers.toSorted((one, other) => other.revenue - one.revenue).slice(0, 25);
    const revenueShare = Math.round((revenueOf(best) / revenueOf(naivePeople)) * 1000) / 1000;
    expect(known(report.best)).toMatchObject({ segment: 'best', members: 25, revenueShare });
    expect(known(report.satisfied)).toMatchObject({ segment: 'satisfied', members: 80 });
    const cities = known(report.places)
      .lines?.filter(({ level }) => level === 'city')
      .map(({ place }) => place);
    expect(cities?.toSorted()).toEqual(['Hull', 'Leeds', 'York']);
    const terms = known(report.words).lines?.map(({ term, z }) => [z > 0, term]);
    expect(terms).toContainEqual([true, 'parcel']);
    expect(terms).toContainEqual([false, 'lovely']);
  });

  test('draws personas of segments that overlap little, and of none that chance draws', () => {
    expect(report.personas.map(({ segment }) => segment)).toEqual(['regulars', 'of-york']);
    expect(report.byDefinition).toEqual(['geographic.city', 'orders.count']);
  });
});

const partsOf = ({ predictions }: Report): readonly ToldPart[] => {
  const { aliveTenths, tiers } = known(predictions);
  return [...aliveTenths, ...tiers.map(({ people }) => people)];
};

const isExact = (part: ToldPart): part is number => typeof part === 'number';

const isTrueOf = (part: ToldPart, people: number): boolean => {
  if (isExact(part)) return part === people;
  return 'below' in part ? people < part.below : people > part.above;
};

/** `2026-02` is one month after `2026-01-01`. */
const monthAfter = (first: string, months: number): string => {
  const [year = 0, month = 0] = first.split('-').map(Number);
  return new Date(Date.UTC(year, month - 1 + months, 1)).toISOString().slice(0, 7);
};

describe('gatherReport()', () => {
  test('says the same whatever the order of people', async () => {
    const backwards = await reported(({ everybody }) => ({
      everybody: () => [...(everybody() as Iterable<never>)].reverse(),
    }));
    expect(JSON.stringify(backwards)).toBe(JSON.stringify(report));
  });

  test('reads everybody six times at most', async () => {
    let passes = 0;
    await reported(({ everybody }) => ({
      everybody: () => {
        passes += 1;
        return everybody();
      },
    }));
    expect(passes).toBeLessThanOrEqual(6);
  });

  test.each([5, 20, 45])(
    'tells nothing that rests on fewer people than %i, nor lets it be worked out',
    async (minimum) => {
      const told = (await reported(() => ({ minimum }))) as Report;
      const { segments: _sizes, flows: _moves, rfm, ...guarded } = told;
      expect(lowFigures(guarded, { minimum, exact: ['shop.customers'] })).toEqual([]);
      const { aliveTenths, tiers, buyers } = known(told.predictions);
      const squares = known(rfm).cells.filter(({ averageRevenue }) => typeof averageRevenue === 'number');
      const parts = [
        squares.map(({ people }) => people),
        aliveTenths.filter(isExact),
        tiers.map(({ people }) => people).filter(isExact),
      ];
      expect(parts.flat().filter((people) => people < minimum)).toEqual([]);
      expect(parts.flatMap((each) => lowRemainder(buyers, each, minimum))).toEqual([]);
      expect(parts.flat().length).toBeGreaterThan(1);
    },
  );

  test.each([5, 20, 45, 100])('says of no part of %i people or more that it has fewer', async (minimum) => {
    const exact = partsOf((await reported(() => ({ minimum: 1 }))) as Report);
    const told = partsOf((await reported(() => ({ minimum }))) as Report);
    expect(told.filter((part, index) => !isTrueOf(part, exact[index] as number))).toEqual([]);
  });

  test('is nothing where there is nobody', async () => {
    expect(await reported(() => ({ everybody: () => [] }))).toBeUndefined();
  });

  test('says what is missing', async () => {
    const { rfm, predict, ...source } = shopCatalogue;
    expect([rfm, predict]).toHaveLength(2);
    const told = await reported(() => ({ catalogue: compile(source), minimum: 500 }));
    expect(told).toMatchObject({
      rfm: { missing: 'the catalogue has no thresholds for scores ("rfm")' },
      predictions: { missing: 'the catalogue has no model; patron fit makes one' },
      best: { missing: 'there are fewer than 500 best customers' },
      places: { missing: 'there are fewer than 500 people' },
      words: { missing: expect.stringContaining('fewer than 500 people have written') },
      personas: [],
    });
  });
});
