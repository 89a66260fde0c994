import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { computedTraits } from '#lib/core/profile/computed-traits.ts';
import type { ArrivedEvent } from '#lib/core/profile/fact.ts';
import { recencyFalls } from '#lib/core/profile/rfm.ts';
import { emptyState, type OrdersState } from '#lib/core/profile/state.ts';
import { parseInstant } from '#lib/core/time/instant.ts';
import { described, feedback, link, purchase, refund, visit } from './events.ts';
import { profileOf, traitOf, view } from './viewed.ts';
import { plainTerms } from '#test/support/plain-terms.ts';

const day = (date: string): string => `2027-${date}T12:00:00Z`;
const instant = (date: string): string => `2027-${date}T12:00:00.000Z`;
const item = { quantity: 1, unitPrice: 5_00 };

const orders: readonly ArrivedEvent[] = [
  purchase({ at: day('01-11'), total: 20_00, discount: 1_00 }),
  purchase({ at: day('01-01'), total: 10_00, couponCode: 'SPRING' }),
  purchase({ at: day('01-31'), total: 30_00, discount: 0 }),
  refund({ at: day('02-10'), amount: 15_00 }),
  purchase({ at: day('01-21'), total: 99_00, currency: 'EUR' }),
  refund({ at: day('02-11'), amount: 9_00, currency: 'EUR' }),
];

const visits: readonly ArrivedEvent[] = [
  visit({ at: day('03-02'), sessionId: 's1', device: 'phone', category: 'hats', searchTerm: 'red hat' }),
  visit({ at: day('03-01'), sessionId: 's2', device: 'tv', category: 'shoes', searchTerm: 'blue hat' }),
  visit({ at: day('03-03'), sessionId: 's1' }),
];

const opinions: readonly ArrivedEvent[] = [
  feedback({ at: day('04-02'), kind: 'nps', score: 10, topics: ['price', 'fit'] }),
  feedback({ at: day('04-01'), kind: 'csat', score: 2, topics: ['fit'] }),
  feedback({ at: day('04-03'), kind: 'survey', score: 30, scale: { min: 20, max: 40 } }),
  feedback({ at: day('04-04'), kind: 'nps', topics: ['zip', 'fit'] }),
  feedback({ at: day('03-04'), kind: 'nps', score: 1 }),
];

/** Four ascending thresholds each. */
const rfm = { recencyDays: [30, 60, 120, 240], frequency: [2, 4, 8, 16], monetary: [50_00, 200_00, 500_00, 1_000_00] };

/** A record that collects the names that are read of it, and of the records under some of its names. */
const watched = <Of extends object>(record: Of, names: Set<string>, below: readonly string[] = []): Of =>
  new Proxy(record, {
    get: (target, name) => {
      const value = Reflect.get(target, name) as object;
      if (below.includes(String(name))) return watched(value, names);
      names.add(String(name));
      return value;
    },
  });

const one = [purchase({ at: day('01-01'), total: 0 })];

const age = (events: readonly ArrivedEvent[], at: string): unknown => traitOf('demographic.age', events, { at });
const bought = (count: number, total: number): readonly ArrivedEvent[] =>
  Array.from({ length: count }, () => purchase({ at: '2027-01-01T00:00:00Z', total }));

describe('viewProfile()', () => {
  test.each<readonly [path: string, events: readonly ArrivedEvent[], value: unknown]>([
    ['orders.count', orders, 4],
    ['orders.count', visits, 0],
    ['orders.days', orders, 4],
    ['orders.days', visits, 0],
    ['orders.days', [refund({ at: day('01-01') })], 0],
    ['orders.days', bought(3, 1), 1],
    ['orders.revenue', orders, 45_00],
    ['orders.revenue', visits, 0],
    ['orders.average', orders, 11_25],
    ['orders.average', visits, undefined],
    ['orders.average', [refund({ at: day('01-01') })], undefined],
    ['orders.refunded', orders, 15_00],
    ['orders.refunded', visits, 0],
    ['orders.refundRate', orders, 0.25],
    ['orders.refundRate', one, undefined],
    ['orders.discountShare', orders, 0.5],
    ['orders.discountShare', visits, undefined],
    ['orders.firstAt', orders, instant('01-01')],
    ['orders.lastAt', orders, instant('01-31')],
    ['orders.lastAt', [refund({ at: day('01-01') })], undefined],
    ['orders.averageGapDays', orders, 10],
    ['orders.averageGapDays', one, undefined],
    ['orders.otherCurrencies', orders, { EUR: { count: 1, revenue: 90_00 } }],
    ['orders.otherCurrencies', one, undefined],
    ['visits.count', visits, 3],
    ['visits.count', orders, 0],
    ['visits.sessions', visits, 2],
    ['visits.sessions', orders, 0],
    ['visits.firstAt', visits, instant('03-01')],
    ['visits.lastAt', visits, instant('03-03')],
    ['visits.lastAt', orders, undefined],
    ['devices.top', visits, 'phone'],
    ['searches.top', visits, 'blue hat'],
    ['feedback.count', opinions, 5],
    ['feedback.count', visits, 0],
    ['feedback.satisfaction', opinions, (1 + 0.25 + 0.5 + 0.1) / 4],
    ['feedback.satisfaction', [feedback({ at: day('01-01') })], undefined],
    ['feedback.nps', opinions, 10],
    ['feedback.nps', [feedback({ at: day('01-01'), kind: 'csat', score: 4 })], undefined],
    ['feedback.topics', opinions, ['fit', 'price', 'zip']],
    ['feedback.topics', visits, undefined],
    ['firstSeenAt', [...opinions, ...visits], instant('03-01')],
    ['lastSeenAt', [...opinions, ...visits], instant('04-04')],
    ['lastSeenAt', [link({ at: day('05-01') })], instant('05-01')],
  ])('shows %s', (path, events, value) => {
    const seen = traitOf(path, events);
    expect(seen).toEqual(value);
    expect(traitOf(path, events.toReversed())).toEqual(seen);
  });

  test('counts categories over purchased items and visits alike, the smaller string first', () => {
    const items = purchase({
      at: day('01-01'),
      items: [
        { sku: 'a', category: 'shoes', ...item },
        { sku: 'b', category: 'shoes', quantity: 9, unitPrice: 1 },
        { sku: 'c', ...item },
      ],
    });
    expect(traitOf('categories.top', [items, ...visits])).toBe('shoes');
    expect(traitOf('categories.counts', [items, ...visits])).toEqual([
      { value: 'shoes', count: 3 },
      { value: 'hats', count: 1 },
    ]);
    expect(traitOf('categories.top', visits)).toBe('hats');
    expect(traitOf('categories.counts', one)).toBeUndefined();
  });

  test('shows six of the most frequent values and ten topics', () => {
    const channels = ['a', 'b', 'c', 'd', 'e', 'f', 'g'].map((channel) => purchase({ at: day('01-01'), channel }));
    expect(traitOf('channels.counts', channels)).toHaveLength(6);
    expect(traitOf('channels.top', channels)).toBe('a');
    const topics = Array.from({ length: 12 }, (_, index) => `topic-${String(index).padStart(2, '0')}`);
    const said = [feedback({ at: day('01-01'), topics })];
    expect(traitOf('feedback.topics', said)).toEqual(topics.slice(0, 10));
    expect(traitOf('feedback.topicCounts', said)).toHaveLength(10);
  });

  test('counts values that objects have a meaning for', () => {
    const hostile = ['__proto__', 'constructor', '__proto__'].map((device) => visit({ at: day('01-01'), device }));
    expect(traitOf('devices.counts', hostile)).toEqual([
      { value: '__proto__', count: 2 },
      { value: 'constructor', count: 1 },
    ]);
    const gold = described({ at: day('01-01'), traits: JSON.parse('{"custom": {"__proto__": "gold"}}') });
    const { traits } = view(profileOf([gold]));
    expect(JSON.stringify(traits['custom'])).toBe('{"__proto__":"gold"}');
  });

  test('shows the age at the instant, from the birth date before the birth year', () => {
    const year = described({ at: day('01-02'), traits: { demographic: { birthYear: 2000 } } });
    const date = described({ at: day('01-01'), traits: { demographic: { birthDate: '1992-02-29' } } });
    expect([age([year], '2026-12-31T23:59:59.999Z'), age([year], '2027-01-01T00:00:00Z')]).toEqual([26, 27]);
    expect([age([year, date], '2027-02-28T23:59:59.999Z'), age([year, date], '2027-03-01T00:00:00Z')]).toEqual([
      34, 35,
    ]);
    expect(age(visits, '2027-01-01T00:00:00Z')).toBeUndefined();
  });

  test('tells no days with an order of orders that were stored without them', () => {
    const { days: _, ...stored } = profileOf(bought(2, 1)).orders as OrdersState;
    expect(view({ ...emptyState.profile, orders: stored }).traits['orders']).not.toHaveProperty('days');
  });

  test('has an example of every computed trait in this file', () => {
    const person = described({ at: day('01-01'), traits: { demographic: { birthYear: 2000 } } });
    const everything = [...orders, ...visits, ...opinions, person, purchase({ at: day('01-01'), channel: 'web' })];
    const missing = Object.keys(computedTraits).filter((path) => traitOf(path, everything, { rfm }) === undefined);
    expect(missing).toEqual([]);
  });

  test.each(Object.entries(computedTraits))('says of %s all that it is read from', (_, { read, dependsOn }) => {
    const names = new Set<string>();
    const birth = { demographic: { birthDate: '1992-02-29', birthYear: 1992 } };
    const person = described({ at: day('01-01'), traits: birth });
    const full = profileOf([...orders, ...visits, ...opinions, person]);
    for (const profile of [full, emptyState.profile]) {
      read(watched(profile, names, ['given', 'tallies']), parseInstant(day('06-01')), { ...plainTerms, rfm });
    }
    expect([...names].toSorted()).toEqual(dependsOn.toSorted());
  });
});

describe('rfm', () => {
  test.each([
    ['2027-01-30T23:59:59.999Z', 5],
    ['2027-01-31T00:00:00.000Z', 4],
    ['2027-03-02T00:00:00.000Z', 3],
    ['2027-05-01T00:00:00.000Z', 2],
    ['2027-08-28T23:59:59.999Z', 2],
    ['2027-08-29T00:00:00.000Z', 1],
  ])('has at %s a recency of %i', (at, score) => {
    expect(traitOf('rfm.recency', bought(1, 1), { at, rfm })).toBe(score);
  });

  test.each([
    [1, 1],
    [2, 2],
    [4, 3],
    [7, 3],
    [8, 4],
    [16, 5],
  ])('has for %i orders a frequency of %i', (count, score) => {
    expect(traitOf('rfm.frequency', bought(count, 1), { rfm })).toBe(score);
  });

  test.each([
    [49_99, 1],
    [50_00, 2],
    [999_99, 4],
    [1_000_00, 5],
  ])('has for a revenue of %i a monetary score of %i', (total, score) => {
    expect(traitOf('rfm.monetary', bought(1, total), { rfm })).toBe(score);
  });

  test('falls at a whole millisecond, also where thresholds are parts of days', () => {
    const order = purchase({ at: '2027-01-01T00:00:00Z' });
    const profile = profileOf([order]);
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 9_999 }), (hundredths) => {
        const days = hundredths / 100;
        const thresholds = { ...rfm, recencyDays: [days, days + 1, days + 2, days + 3] };
        const recencyAt = (now: number): unknown =>
          computedTraits['rfm.recency'].read(profile, now, { ...plainTerms, rfm: thresholds });
        const falls = recencyFalls(thresholds).map((length) => parseInstant(order.event.detail.occurredAt) + length);
        expect(falls.filter((at) => !Number.isInteger(at))).toEqual([]);
        const scores = falls.flatMap((at) => (recencyAt(at) === recencyAt(at - 1) ? [] : [recencyAt(at)]));
        expect(scores).toEqual([4, 3, 2, 1]);
      }),
    );
  });

  test('is absent for who has not ordered, and without thresholds', () => {
    expect(traitOf('rfm.monetary', visits, { rfm })).toBeUndefined();
    expect(traitOf('rfm.recency', [refund({ at: '2027-01-01T00:00:00Z' })], { rfm })).toBeUndefined();
    expect(traitOf('rfm.recency', orders)).toBeUndefined();
  });
});
