import { describe, expect, test } from 'vitest';
import type { PerformedType } from '#events/incoming-event.ts';
import type { ArrivedEvent } from '#lib/core/profile/fact.ts';
import { compileMatcher } from '#lib/core/segments/compile/matcher.ts';
import type { Measured } from '#lib/core/segments/language/condition.ts';
import type { ConditionSource, Where } from '#lib/core/segments/language/language.ts';
import { utcCalendar } from '#lib/core/time/calendar.ts';
import { zonedCalendar } from '#lib/core/time/zoned-calendar.ts';
import { fact, feedback, purchase, refund, visit } from '../profile/events.ts';
import { holds } from './holds.ts';

const at = '2027-01-10T12:00:00Z';
const shoes = { sku: 's1', category: 'Shoes', quantity: 2, unitPrice: 10_00 };
const hat = { sku: 'h1', category: 'hats', quantity: 1, unitPrice: 99_00 };
const bought = purchase({ at, items: [shoes, hat], channel: 'web', custom: { gift: true } });
const empty = purchase({ at, items: [], channel: 'web' });
const bare = purchase({ at, channel: 'web' });

const typeOf = ({ event: { type } }: ArrivedEvent): PerformedType => {
  if (type === 'EventWithdrawn') throw new TypeError(`Cannot ask for an event as performed: current value is ${type}`);
  return type;
};

const fits = (where: Where, event: ArrivedEvent, { timeZone } = { timeZone: 'UTC' }): boolean =>
  holds({ performed: typeOf(event), where }, [event], { timeZone });

describe('trees of where', () => {
  const web = { channel: { eq: 'web' } };
  const shop = { channel: { eq: 'shop' } };

  test.each<readonly [Where, boolean]>([
    [{ all: [web, { 'custom.gift': { eq: true } }] }, true],
    [{ all: [web, shop] }, false],
    [{ all: [] }, true],
    [{ any: [shop, web] }, true],
    [{ any: [shop] }, false],
    [{ any: [] }, false],
    [{ not: web }, false],
    [{ not: shop }, true],
    [{ not: {} }, false],
    [{ not: { channel: { eq: 'web' }, 'custom.gift': { eq: false } } }, true],
    [{ any: [shop, { not: { any: [shop, { all: [web, shop] }] } }], channel: { exists: true } }, true],
    [{ channel: { eq: 'shop' }, any: [web] }, false],
  ])('%j: %s', (where, expected) => {
    expect(fits(where, bought)).toBe(expected);
  });

  // Parsed twice at each level, it would take longer than the world is old.
  test('may be as deep as a check lets them, with several fields at each level', () => {
    const deep = Array.from({ length: 60 }).reduce<Where>((inner) => ({ channel: { exists: true }, not: inner }), {
      channel: { eq: 'web' },
    });
    expect([fits(deep, bought), fits({ not: deep }, bought)]).toEqual([true, false]);
  });

  test('fold letter case where a field asks for it, and compare dates as written', () => {
    expect(fits({ 'items.category': { eq: 'SHOES', fold: true } }, bought)).toBe(true);
    expect(fits({ 'items.category': { eq: 'SHOES' } }, bought)).toBe(false);
    const told = purchase({ at, custom: { day: '2027-01-10T00:00:00Z' } });
    expect(fits({ 'custom.day': { eq: '2027-01-10' } }, told)).toBe(false);
    expect(fits({ 'custom.day': { gt: '2027-01-10' } }, told)).toBe(true);
  });
});

/** What `each: items` finds in the purchase. */
const counted = (where: Where): readonly unknown[] =>
  compileMatcher(
    { events: { performed: 'PurchaseMade', each: 'items', where } },
    { currency: 'GBP', calendar: utcCalendar },
  )(fact(bought));

describe('some, none and every', () => {
  const dearShoes: Where = { category: { eq: 'Shoes' }, unitPrice: { gt: 50_00 } };
  const fromWeb: Where = { channel: { eq: 'web' } };

  test.each<readonly [string, Where, boolean]>([
    ['all tests are of one element', { items: { some: dearShoes } }, false],
    ['one element is enough', { items: { some: { category: { eq: 'hats' } } } }, true],
    ['an element fits', { items: { none: { category: { eq: 'hats' } } } }, false],
    ['no element fits', { items: { none: dearShoes } }, true],
    ['one element does not fit', { items: { every: { quantity: { gte: 2 } } } }, false],
    ['every element fits', { items: { every: { quantity: { gte: 1 } } } }, true],
    ['a field of the event', { items: { every: fromWeb } }, true],
    ['a tree in one element', { items: { some: { any: [dearShoes, { sku: { eq: 'h1' } }], ...fromWeb } } }, true],
    ['a tree around', { not: { items: { some: { sku: { eq: 'h1' } } } } }, false],
    ['the list once more', { items: { some: { items: { none: { sku: { eq: 'x' } } }, sku: { eq: 's1' } } } }, true],
  ])('%s', (_, where, expected) => {
    expect(fits(where, bought)).toBe(expected);
  });

  test.each([empty, bare])('none and every hold of a list without elements, some does not', (event) => {
    expect(fits({ items: { none: { sku: { exists: true } } } }, event)).toBe(true);
    expect(fits({ items: { every: { sku: { eq: 'x' } } } }, event)).toBe(true);
    expect(fits({ items: { some: { sku: { exists: false } } } }, event)).toBe(false);
  });

  test('stand under each as well', () => {
    const isShoe: Where = { category: { eq: 'Shoes' } };
    expect(counted({ items: { some: isShoe } })).toHaveLength(2);
    expect(counted({ items: { some: isShoe }, sku: { eq: 'h1' } })).toHaveLength(1);
    expect(counted({ items: { none: isShoe }, sku: { eq: 'h1' } })).toHaveLength(0);
    expect(counted({ any: [isShoe, { channel: { eq: 'shop' } }] })).toHaveLength(1);
    expect(counted({ any: [isShoe, { channel: { eq: 'web' } }] })).toHaveLength(2);
    expect(counted({ not: isShoe })).toHaveLength(1);
  });
});

describe('an empty list', () => {
  const said = feedback({ at, topics: [], answers: { why: [] } });

  test('does not exist', () => {
    for (const field of ['topics', 'answers.why']) {
      expect(fits({ [field]: { exists: true } }, said)).toBe(false);
      expect(fits({ [field]: { exists: false } }, said)).toBe(true);
      expect(fits({ [field]: { ne: 'x' } }, said)).toBe(false);
    }
    expect(fits({ items: { exists: false } }, empty)).toBe(true);
    expect(fits({ items: { exists: true } }, bought)).toBe(true);
  });
});

const distinct = (eq: number, each?: 'items'): ConditionSource => ({
  performed: 'PurchaseMade',
  each,
  uniqueCount: 'local.date',
  is: { eq },
});

describe('local fields', () => {
  const berlin = { timeZone: 'Europe/Berlin' };
  // A Saturday in UTC, a Sunday in Berlin, where November began an hour ago.
  const late = visit({ at: '2026-10-31T23:30:00Z' });

  test.each<readonly [Where, utc: boolean, inBerlin: boolean]>([
    [{ 'local.date': { eq: '2026-10-31' } }, true, false],
    [{ 'local.date': { eq: '2026-11-01' } }, false, true],
    [{ 'local.month': { eq: '2026-10' } }, true, false],
    [{ 'local.month': { in: ['2026-11'] } }, false, true],
    [{ 'local.weekday': { eq: 'saturday' } }, true, false],
    [{ 'local.weekday': { eq: 'sunday' } }, false, true],
    [{ 'local.hour': { eq: 23 } }, true, false],
    [{ 'local.hour': { lt: 1 } }, false, true],
    [{ any: [{ 'local.hour': { gte: 22 } }, { 'local.weekday': { startsWith: 's' } }] }, true, true],
  ])('%j', (where, utc, inBerlin) => {
    expect(fits(where, late)).toBe(utc);
    expect(fits(where, late, berlin)).toBe(inBerlin);
  });

  test('are those of the event time, which is its arrival where that is earlier', () => {
    const ahead = visit({ at: '2026-10-31T23:02:00Z', arrivedAt: '2026-10-31T22:58:00Z' });
    expect(fits({ 'local.hour': { eq: 23 } }, ahead, berlin)).toBe(true);
  });

  test('name the days of a week, before 1970 as well', () => {
    const names = [...Array(7).keys()].map(
      (index) =>
        compileMatcher(
          { events: { performed: 'VisitMade' }, aggregate: { name: 'last', field: 'local.weekday' } },
          { currency: 'GBP', calendar: utcCalendar },
        )({ ...fact(late), t: Date.UTC(1969, 11, 29 + index) })[0],
    );
    expect(names).toEqual(['monday', 'tuesday', 'wednesday', 'thursday', 'friday', 'saturday', 'sunday']);
  });

  test('count distinct days, under each too', () => {
    const days = ['2026-10-31T22:30:00Z', '2026-10-31T23:30:00Z', '2026-11-01T10:00:00Z'];
    const events = days.map((day) => purchase({ at: day, items: [shoes, hat] }));
    expect(holds(distinct(2), events)).toBe(true);
    expect(holds(distinct(2, 'items'), events, berlin)).toBe(true);
    expect(holds({ performed: 'PurchaseMade', max: 'local.hour', is: { eq: 23 } }, events)).toBe(true);
  });
});

const valuesOf = (measured: Pick<Measured, 'events' | 'aggregate'>, event: ArrivedEvent): readonly unknown[] =>
  compileMatcher(measured, { currency: 'GBP', calendar: zonedCalendar('Europe/Berlin') })(fact(event));

const shown = (event: ArrivedEvent, ...fields: readonly string[]) =>
  valuesOf({ events: { performed: typeOf(event) }, aggregate: { name: 'latest', fields, atMost: 1 } }, event);

describe('compileMatcher()', () => {
  const purchases = { performed: 'PurchaseMade' } as const;

  test('gives for latest a record of the fields that are there', () => {
    const fields = ['total', 'items.sku', 'couponCode', 'custom.gift', 'local.hour', 'shipTo', 'items.name'];
    expect(valuesOf({ events: purchases, aggregate: { name: 'latest', fields, atMost: 1 } }, bought)).toEqual([
      { total: 10_00, 'items.sku': ['s1', 'h1'], 'custom.gift': true, 'local.hour': 13 },
    ]);
  });

  test('gives a list for a path through a list or to one, also of one value, and none for an empty one', () => {
    expect(shown(purchase({ at, items: [hat] }), 'items.sku')).toEqual([{ 'items.sku': ['h1'] }]);
    expect(shown(empty, 'items.sku', 'items')).toEqual([{}]);
    const said = feedback({ at, topics: ['fit'], answers: { why: ['late'], how: 'mail', none: [] } });
    expect(shown(said, 'topics', 'answers.why', 'answers.how', 'answers.none', 'orderId')).toEqual([
      { topics: ['fit'], 'answers.why': ['late'], 'answers.how': 'mail' },
    ]);
  });

  test('gives a record of each element, with what the event says beside', () => {
    const latest = { name: 'latest', fields: ['sku', 'channel', 'local.date'], atMost: 1 } as const;
    expect(valuesOf({ events: { ...purchases, each: 'items' }, aggregate: latest }, bought)).toEqual([
      { sku: 's1', channel: 'web', 'local.date': '2027-01-10' },
      { sku: 'h1', channel: 'web', 'local.date': '2027-01-10' },
    ]);
  });

  test('shows money of any currency in latest, and takes only that of the catalogue otherwise', () => {
    const euros = refund({ at, currency: 'EUR', amount: 5_00 });
    const refunds = { performed: 'PurchaseRefunded' } as const;
    const latest = { name: 'latest', fields: ['amount', 'currency'], atMost: 1 } as const;
    expect(valuesOf({ events: refunds, aggregate: latest }, euros)).toEqual([{ amount: 5_00, currency: 'EUR' }]);
    expect(valuesOf({ events: refunds, aggregate: { name: 'mostFrequent', field: 'amount' } }, euros)).toEqual([]);
    expect(valuesOf({ events: refunds, aggregate: { name: 'list', field: 'amount', atMost: 5 } }, euros)).toEqual([]);
    expect(
      valuesOf({ events: refunds, aggregate: { name: 'list', field: 'amount', atMost: 5 } }, refund({ at })),
    ).toEqual([1_00]);
  });

  test('counts lists at the end of a path element by element', () => {
    const said = feedback({ at, topics: ['fit', 'price'], answers: { why: ['late', 'dear'] } });
    const first = (field: string) =>
      valuesOf({ events: { performed: 'FeedbackGiven' }, aggregate: { name: 'first', field } }, said);
    expect(first('topics')).toEqual(['fit', 'price']);
    expect(first('answers.why')).toEqual(['late', 'dear']);
  });
});

describe('the index of measures', () => {
  const visits = [visit({ at, action: 'cart', sku: 'É1' }), visit({ at, action: 'search' })];

  test.each<readonly [Where, number]>([
    [{ action: { eq: 'cart' } }, 1],
    [{ action: { in: ['cart', 'search'] } }, 2],
    [{ sku: { eq: 'e1', fold: true } }, 1],
    [{ 'local.hour': { eq: 12 } }, 2],
    [{ not: { action: { eq: 'cart' } } }, 1],
    [{ any: [{ action: { eq: 'cart' } }, { action: { eq: 'search' } }] }, 2],
    [{ all: [{ action: { eq: 'cart' } }], sku: { exists: true } }, 1],
  ])('brings to a measure every event that it selects: %j', (where, eq) => {
    expect(holds({ performed: 'VisitMade', where, times: { eq } }, visits)).toBe(true);
  });

  test('brings every order to a measure that asks its items', () => {
    const where: Where = { items: { some: { sku: { eq: 'h1' } } } };
    expect(holds({ performed: 'PurchaseMade', where, times: { eq: 1 } }, [bought, empty])).toBe(true);
  });
});
