import { describe, expect, test } from 'vitest';
import type { ArrivedEvent } from '#lib/core/profile/fact.ts';
import {
  all,
  any,
  avg,
  first,
  inSegment,
  last,
  max,
  min,
  not,
  performed,
  segment,
  sum,
  trait,
  uniqueCount,
} from '#lib/core/segments/builders/builders.ts';
import { compareTrait } from '#lib/core/segments/compile/trait-operators.ts';
import type { ConditionSource } from '#lib/core/segments/language/language.ts';
import type { TraitOperators } from '#lib/core/segments/language/operators.ts';
import { utcCalendar } from '#lib/core/time/calendar.ts';
import { parseInstant } from '#lib/core/time/instant.ts';
import { consent, described, feedback, purchase, refund, visit } from '../profile/events.ts';
import { holds } from './holds.ts';

const at = '2027-01-10T12:00:00Z';
const now = parseInstant(at);
const noTraits = (): undefined => undefined;

type Part = Parameters<typeof not>[0];
const about = (when: Part, ...events: readonly ArrivedEvent[]): boolean =>
  holds(segment({ key: 's', when }).when, events);

describe('compareTrait()', () => {
  const cases: readonly (readonly [TraitOperators, held: readonly unknown[], failed: readonly unknown[]])[] = [
    [{ eq: 7 }, [7, 7.0], ['7', 8, true, [7], undefined]],
    [{ eq: '7' }, ['7'], [7, '07', undefined]],
    [{ eq: true }, [true], [false, 'true', 1, undefined]],
    [{ ne: 7 }, ['7', 8, false, ''], [7, undefined]],
    [{ gt: 7 }, [7.5, 8], [7, 6, '8', true, undefined]],
    [{ gte: 7 }, [7, 8], [6.5, '7', undefined]],
    [{ lt: 7 }, [6.5, -1], [7, '6', false, undefined]],
    [{ lte: 7 }, [7, 0], [7.5, '7', undefined]],
    [{ gt: 'b' }, ['c', 'ba'], ['b', 'a', 'B', 9, undefined]],
    [{ lte: 'b' }, ['b', 'B', ''], ['ba', 1, undefined]],
    [{ gt: '9' }, ['91', 'a'], ['10', 10, undefined]],
    [{ in: [7, 'a', true] }, [7, 'a', true], ['7', 'A', 1, 'true', undefined]],
    [{ in: [] }, [], [7, '', undefined]],
    [{ notIn: [7, 'a'] }, ['7', 'b', true], [7, 'a', undefined]],
    [{ notIn: [] }, [7], [undefined]],
    [{ contains: 'ee' }, ['Leeds', ['ee', 'x']], ['York', ['Leeds'], 7, undefined]],
    [{ contains: 7 }, [[7]], [['7'], '7', 7, undefined]],
    [{ startsWith: 'LS' }, ['LS1', 'LS'], ['ls1', 'XLS', 7, ['LS1'], undefined]],
    [{ endsWith: '1' }, ['LS1', '1'], ['LS1 ', '12', 1, ['1'], undefined]],
    [{ exists: true }, [7, '', false, ['']], [undefined, []]],
    [{ exists: false }, [undefined, []], [7, '', false]],
    [{ ne: 'a' }, ['b', ['a']], ['a', [], undefined]],
    [{ gte: 3, lt: 5 }, [3, 4.9], [2, 5, '4', undefined]],
    [{ exists: true, ne: 'a' }, ['b'], ['a', undefined]],
    [{ exists: false, eq: 'a' }, [], ['a', undefined]],
    [
      { olderThan: 'P1D' },
      ['2027-01-09T12:00:00.000Z', '2027-01-09T14:00:00+02:00', '2026-01-01'],
      ['2027-01-09T12:00:00.001Z', '2028-01-01', '2026-01-01T00:00:00', 'yesterday', '7', 7, undefined],
    ],
    [
      { newerThan: 'P1D' },
      ['2027-01-09T12:00:00.001Z', '2027-01-10', '2028-01-01T00:00:00Z'],
      ['2027-01-09T12:00:00.000Z', '2027', 'yesterday', 7, undefined],
    ],
    [{ olderThan: 'P1D', newerThan: 'P2D' }, ['2027-01-09'], ['2027-01-10', '2027-01-08', undefined]],
  ];

  test.each(cases)('%j compares value and type, and nothing with what is absent', (operators, held, failed) => {
    const { test: passes } = compareTrait(operators, utcCalendar);
    expect(held.filter((value) => !passes(value, now, noTraits))).toEqual([]);
    expect(failed.filter((value) => passes(value, now, noTraits))).toEqual([]);
  });
});

describe('where', () => {
  const items = [
    { sku: 's1', category: 'shoes', quantity: 2, unitPrice: 10_00 },
    { sku: 'h1', category: 'hats', quantity: 0.5, unitPrice: 99_00 },
    { sku: 'x1', quantity: 1, unitPrice: 1_00 },
  ];
  const bought = purchase({ at, items, shipTo: { country: 'GB' }, custom: { gift: 7, 'a.b': 'dotted' } });

  test.each([
    ['one element that matches is enough', { 'items.category': { eq: 'hats' } }, true],
    ['no element matches', { 'items.category': { eq: 'coats' } }, false],
    [
      'each field may match another element',
      { 'items.category': { eq: 'shoes' }, 'items.unitPrice': { gt: 50_00 } },
      true,
    ],
    ['all operators of a field over one element', { 'items.unitPrice': { gt: 50_00, lt: 60_00 } }, false],
    ['ne holds where some element is other', { 'items.sku': { ne: 's1' } }, true],
    ['notIn holds where some element is other', { 'items.sku': { notIn: ['s1', 'h1', 'x1'] } }, false],
    ['exists asks whether any value is there', { 'items.category': { exists: true } }, true],
    ['exists: false fails where any value is there', { 'items.category': { exists: false } }, false],
    ['nothing is there', { 'items.name': { exists: false } }, true],
    ['a nested object', { 'shipTo.country': { eq: 'GB' } }, true],
    ['an absent object', { 'shipTo.city': { ne: 'Leeds' } }, false],
    ['the value and type of the shop’s own', { 'custom.gift': { eq: '7' } }, false],
    ['the shop’s own with a dot in its name', { 'custom.a.b': { eq: 'dotted' } }, true],
    ['all must hold', { 'custom.gift': { eq: 7 }, channel: { exists: true } }, false],
  ])('%s', (_, where, expected) => {
    expect(about({ performed: 'PurchaseMade', where }, bought)).toBe(expected);
  });

  test('finds no field in what every object inherits', () => {
    const where = { 'custom.constructor': { exists: true } };
    expect(about({ performed: 'PurchaseMade', where }, bought)).toBe(false);
    expect(about({ performed: 'PurchaseMade', where }, purchase({ at, custom: { constructor: 1 } }))).toBe(true);
  });

  test('tests a list at the end of a path as a list', () => {
    const complaint = feedback({ at, kind: 'complaint', topics: ['price', 'fit'], answers: { why: ['late', 'dear'] } });
    expect(about(performed('FeedbackGiven').where({ topics: { contains: 'fit' } }), complaint)).toBe(true);
    expect(about(performed('FeedbackGiven').where({ topics: { contains: 'fi' } }), complaint)).toBe(false);
    expect(about(performed('FeedbackGiven').where({ 'answers.why': { contains: 'late' } }), complaint)).toBe(true);
  });

  test('knows that a visit without an action is to a page', () => {
    expect(about(performed('VisitMade').where({ action: { eq: 'page' } }), visit({ at }))).toBe(true);
  });
});

describe('each items', () => {
  const items = [
    { sku: 's1', category: 'shoes', quantity: 2, unitPrice: 10_00 },
    { sku: 's2', category: 'shoes', quantity: 3, unitPrice: 30_00 },
    { sku: 'h1', quantity: 1, unitPrice: 5_00 },
  ];
  const bought = purchase({ at, items, channel: 'web', total: 115_00 });
  const each = performed('PurchaseMade').each('items');

  test.each<readonly [string, Part, boolean]>([
    ['counts elements', each.times({ eq: 3 }), true],
    ['counts those that match', each.where({ category: { eq: 'shoes' } }).times({ eq: 2 }), true],
    ['asks one element for all fields', each.where({ category: { eq: 'shoes' }, unitPrice: { lt: 9_00 } }), false],
    [
      'looks a field up in the event where the element has none',
      each.where({ channel: { eq: 'web' } }).times({ eq: 3 }),
      true,
    ],
    ['finds a field that neither has absent', each.where({ category: { exists: false } }).times({ eq: 1 }), true],
    ['sums elements', sum('PurchaseMade', 'quantity').each('items').is({ eq: 6 }), true],
    ['takes the mean of elements', avg('PurchaseMade', 'unitPrice').each('items').is({ eq: 15_00 }), true],
    [
      'finds the extremes',
      all(
        min('PurchaseMade', 'unitPrice').each('items').is({ eq: 5_00 }),
        max('PurchaseMade', 'unitPrice').each('items').is({ eq: 30_00 }),
      ),
      true,
    ],
    [
      'counts different values of those that have one',
      uniqueCount('PurchaseMade', 'category').each('items').is({ eq: 1 }),
      true,
    ],
    [
      'takes the first and the last element as they stand',
      all(
        first('PurchaseMade', 'sku').each('items').is({ eq: 's1' }),
        last('PurchaseMade', 'category').each('items').is({ eq: 's2' }),
      ),
      false,
    ],
    [
      'takes the last element that has the field',
      last('PurchaseMade', 'category').each('items').is({ eq: 'shoes' }),
      true,
    ],
    [
      'sums the event’s field once for each element',
      sum('PurchaseMade', 'total').each('items').is({ eq: 345_00 }),
      true,
    ],
  ])('%s', (_, when, expected) => {
    expect(about(when, bought)).toBe(expected);
  });

  test('leaves amounts in another currency out, and nothing else', () => {
    const euros = purchase({ at, items, currency: 'EUR' });
    expect(about(sum('PurchaseMade', 'unitPrice').each('items').is({ eq: 0 }), euros)).toBe(true);
    expect(about(sum('PurchaseMade', 'quantity').each('items').is({ eq: 6 }), euros)).toBe(true);
    expect(about(each.times({ eq: 3 }), euros)).toBe(true);
  });

  test('finds nothing in an event without elements', () => {
    expect(about(each, purchase({ at }))).toBe(false);
  });
});

describe('aggregates', () => {
  const euros = purchase({ at, total: 90_00, currency: 'EUR', discount: 1 });
  const pounds = purchase({ at, total: 10_00 });
  const earns = (amount: number, currency: string) =>
    described({ at, traits: { demographic: { income: { amount, currency } } } });

  test.each<readonly [string, Part]>([
    ['leave out amounts in another currency', sum('PurchaseMade', 'total').is({ eq: 10_00 })],
    ['count orders in any currency', performed('PurchaseMade').times({ eq: 2 })],
    ['leave events without the field out of a mean', max('PurchaseMade', 'discount').is({ exists: false })],
    ['are 0 where a sum has nothing', sum('PurchaseRefunded', 'amount').is({ eq: 0 })],
    ['are 0 where nothing was different', uniqueCount('VisitMade', 'device').is({ eq: 0 })],
    ['are absent where a mean has nothing', not(avg('VisitMade', 'durationSeconds').is({ ne: 1 }))],
    ['are absent where there is no first', first('VisitMade', 'device').is({ exists: false })],
    [
      'leave out an income in another currency',
      sum('CustomerDescribed', 'traits.demographic.income.amount').is({ eq: 5 }),
    ],
    ['take what is no money in any currency', uniqueCount('PurchaseMade', 'currency').is({ eq: 2 })],
  ])('%s', (_, when) => {
    expect(about(when, euros, pounds, earns(5, 'GBP'), earns(7, 'EUR'))).toBe(true);
  });

  test('take numbers alone of the shop’s own fields', () => {
    const events = [7, '8', true, -2].map((gift) => purchase({ at, custom: { gift } }));
    expect(about(sum('PurchaseMade', 'custom.gift').is({ eq: 5 }), ...events)).toBe(true);
    expect(about(avg('PurchaseMade', 'custom.gift').is({ eq: 2.5 }), ...events)).toBe(true);
    expect(about(uniqueCount('PurchaseMade', 'custom.gift').is({ eq: 4 }), ...events)).toBe(true);
  });

  test('tell 7 from "7" among different values', () => {
    const events = [7, '7', 7].map((gift) => visit({ at, custom: { gift } }));
    for (const within of [undefined, 'P1D']) {
      const when = { performed: 'VisitMade', uniqueCount: 'custom.gift', ...(within && { within }), is: { eq: 2 } };
      expect(about(when as ConditionSource, ...events)).toBe(true);
    }
  });

  test('take first and last by event time, of equal times by the id', () => {
    const early = visit({ at: '2027-01-01T00:00:00Z', arrivedAt: at, eventId: 'b', device: 'phone' });
    const earlyToo = visit({ at: '2027-01-01T00:00:00Z', arrivedAt: at, eventId: 'a', device: 'tv' });
    const late = visit({ at, eventId: '0', device: 'desk' });
    for (const events of [
      [late, early, earlyToo],
      [earlyToo, late, early],
      [early, earlyToo, late],
    ]) {
      expect(about(first('VisitMade', 'device').is({ eq: 'tv' }), ...events)).toBe(true);
      expect(about(first('VisitMade', 'device').within('P30D').is({ eq: 'tv' }), ...events)).toBe(true);
      expect(about(last('VisitMade', 'device').is({ eq: 'desk' }), ...events)).toBe(true);
    }
    expect(about(last('VisitMade', 'device').within('P30D').is({ eq: 'phone' }), early, earlyToo)).toBe(true);
  });
});

const paidAt = (instant: string): ArrivedEvent => purchase({ at: instant });
const still = (when: Part, events: readonly ArrivedEvent[], instant: string): boolean =>
  holds(segment({ key: 's', when }).when, events, { at: instant });

describe('windows and sequences', () => {
  const start = '2027-01-01T00:00:00.000Z';
  const cart = performed('VisitMade').where({ action: { eq: 'cart' } });
  const inCart = visit({ at: start, action: 'cart' });

  test('an event leaves a window at t + D exactly', () => {
    const when = performed('VisitMade').within('PT90M');
    expect(still(when, [inCart], '2027-01-01T01:29:59.999Z')).toBe(true);
    expect(still(when, [inCart], '2027-01-01T01:30:00.000Z')).toBe(false);
  });

  test('a late event counts from when it happened', () => {
    const late = visit({ at: '2026-12-31T23:00:00Z', arrivedAt: start });
    expect(still(performed('VisitMade').within('PT1H'), [late], start)).toBe(false);
    expect(still(performed('VisitMade').within('PT1H').times({ eq: 0 }), [late], start)).toBe(true);
  });

  test('followedBy needs the second after the first, and the first in the window', () => {
    const when = cart.followedBy('PurchaseMade').within('P1D');
    expect(about(when, inCart, paidAt(start))).toBe(false);
    expect(about(when, inCart, paidAt('2027-01-01T00:00:00.001Z'))).toBe(true);
    expect(about(when, paidAt('2026-12-31T23:00:00Z'), inCart)).toBe(false);
    expect(still(when, [inCart, paidAt('2027-01-01T23:00:00Z')], '2027-01-01T23:59:59.999Z')).toBe(true);
    expect(still(when, [inCart, paidAt('2027-01-01T23:00:00Z')], '2027-01-02T00:00:00.000Z')).toBe(false);
  });

  test('notFollowedBy holds from the wait on, until the window ends', () => {
    const when = cart.notFollowedBy('PurchaseMade').for('PT2H').within('P7D');
    const instants = [
      ['2027-01-01T01:59:59.999Z', false],
      ['2027-01-01T02:00:00.000Z', true],
      ['2027-01-07T23:59:59.999Z', true],
      ['2027-01-08T00:00:00.000Z', false],
    ] as const;
    for (const [instant, expected] of instants)
      expect([instant, still(when, [inCart], instant)]).toEqual([instant, expected]);
  });

  test('notFollowedBy ends with what followed, and looks at the newest alone', () => {
    const when = cart.notFollowedBy('PurchaseMade').for('PT2H').within('P7D');
    const again = visit({ at: '2027-01-02T00:00:00Z', action: 'cart' });
    expect(still(when, [inCart, paidAt('2027-01-01T05:00:00Z')], '2027-01-03T00:00:00Z')).toBe(false);
    expect(still(when, [inCart, paidAt(start)], '2027-01-03T00:00:00Z')).toBe(true);
    expect(still(when, [inCart, paidAt('2027-01-01T05:00:00Z'), again], '2027-01-03T00:00:00Z')).toBe(true);
    expect(still(when, [inCart, again], '2027-01-02T01:00:00Z')).toBe(false);
  });
});

describe('all, any, not, segment and requires', () => {
  const bought = purchase({ at });

  test('hold as they should of nothing', () => {
    expect([about(all(), bought), about(any(), bought), about(not(all()), bought)]).toEqual([true, false, false]);
  });

  test('see the segment they refer to at the same instant, wherever it stands', () => {
    const recent = segment({ key: 'recent', when: performed('PurchaseMade').within('P1D') });
    const quiet = segment({ key: 's', when: not(inSegment('recent')) });
    for (const segments of [
      [recent, quiet],
      [quiet, recent],
    ]) {
      expect(holds(quiet.when, [bought], { segments })).toBe(false);
      expect(holds(quiet.when, [bought], { segments, at: '2027-01-11T12:00:00Z' })).toBe(true);
    }
  });

  test('turn with what they refer to through others', () => {
    const segments = [
      segment({ key: 's', when: inSegment('b') }),
      segment({ key: 'b', when: not(inSegment('c')) }),
      segment({ key: 'c', when: performed('PurchaseMade').times({ gte: 2 }) }),
    ];
    expect(holds(all(), [visit({ at }), bought], { segments })).toBe(true);
    expect(holds(all(), [visit({ at }), bought, purchase({ at })], { segments })).toBe(false);
  });

  test('require a consent as one more condition', () => {
    const segments = [segment({ key: 's', when: performed('PurchaseMade'), requires: { consent: 'marketing' } })];
    const granted = consent({ at });
    const withdrawn = consent({ at: '2027-01-11T00:00:00Z', granted: false });
    const other = consent({ at, purpose: 'analytics' });
    expect(holds(all(), [bought], { segments })).toBe(false);
    expect(holds(all(), [bought, other], { segments })).toBe(false);
    expect(holds(all(), [bought, granted], { segments })).toBe(true);
    expect(holds(all(), [bought, granted, withdrawn], { segments })).toBe(false);
  });

  test('turn on a birthday', () => {
    const born = described({ at, traits: { demographic: { birthDate: '1992-02-29' } } });
    const before = { at: '2027-02-28T23:59:59.999Z' };
    const from = { at: '2027-03-01T00:00:00.000Z' };
    for (const is of [{ gte: 35 }, { gt: 34 }, { gt: 34.5 }, { eq: 35 }, { in: [17, 35] }]) {
      const grown = trait('demographic.age').is(is);
      expect([holds(grown, [born], before), holds(grown, [born], from)]).toEqual([false, true]);
    }
    const young = trait('demographic.age').is({ lte: 34 });
    expect([holds(young, [born], before), holds(young, [born], from)]).toEqual([true, false]);
  });

  test('turn at one instant all that it turns, whichever is found first', () => {
    const from = '2027-03-01T00:00:00.000Z';
    const born = described({ at, traits: { demographic: { birthDate: '1992-02-29' } } });
    const bought30DaysBefore = purchase({ at: '2027-01-30T00:00:00.000Z' });
    const turning = [
      trait('demographic.age').is({ gte: 35 }),
      not(trait('demographic.age').is({ lt: 35 })),
      not(trait('orders.lastAt').is({ newerThan: 'P30D' })),
      not(performed('PurchaseMade').within('P30D')),
    ].map((when, index) => segment({ key: `s-${index}`, when }));
    for (const segments of [turning, turning.toReversed()]) {
      for (const { key } of turning) {
        const s = segment({ key: 's', when: inSegment(key) });
        expect([key, holds(s.when, [born, bought30DaysBefore], { segments: [...segments, s], at: from })]).toEqual([
          key,
          true,
        ]);
      }
    }
  });

  test('turn when a recency score falls', () => {
    const rfm = { recencyDays: [30, 60, 120, 240], frequency: [2, 4, 8, 16], monetary: [1, 2, 3, 4] };
    const cold = trait('rfm.recency').is({ lte: 4 });
    expect(holds(cold, [bought], { rfm, at: '2027-02-09T11:59:59.999Z' })).toBe(false);
    expect(holds(cold, [bought], { rfm, at: '2027-02-09T12:00:00.000Z' })).toBe(true);
    expect(holds(cold, [refund({ at })], { rfm, at: '2028-02-09T12:00:00.000Z' })).toBe(false);
  });
});
