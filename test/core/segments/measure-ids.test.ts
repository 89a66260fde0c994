import { describe, expect, test } from 'vitest';
import type { Measured } from '#lib/core/segments/language/condition.ts';
import type { Selection } from '#lib/core/segments/language/language.ts';
import { compileMeasure, compileMeasured, measureKey } from '#lib/core/segments/compile/compile-measure.ts';
import { seldomMeasures } from '#lib/core/segments/compile/seldom-measures.ts';
import { usesZone } from '#lib/core/segments/compile/zone-use.ts';
import { parseCondition } from '#lib/core/segments/language/parse-condition.ts';
import { utcCalendar } from '#lib/core/time/calendar.ts';

const scope = { most: Infinity, currency: 'GBP', calendar: utcCalendar, seldom: seldomMeasures };
const elsewhere = { ...scope, calendar: { ...utcCalendar, timeZone: 'Europe/Berlin' } };

const measured = (events: Partial<Selection>, aggregate?: Measured['aggregate']): Measured => ({
  form: 'measured',
  events: { performed: 'PurchaseMade', ...events },
  aggregate,
});

const differs = (value: Measured): boolean => compileMeasured(value, scope).id !== compileMeasured(value, elsewhere).id;

describe('the id of a measure', () => {
  test('is that of earlier releases where nothing newer is used', () => {
    const condition = parseCondition({
      performed: 'PurchaseMade',
      where: { channel: { eq: 'web' } },
      within: 'P30D',
      times: { gte: 3 },
    });
    if (condition.form !== 'count') throw new TypeError('Cannot measure a condition that is no count');
    expect(compileMeasure(condition, measureKey(condition), { ...scope, most: 4 }).id).toBe('QTVMuzo7');
  });

  test('has the zone in it only where the measure uses it', () => {
    expect(differs(measured({ within: 'P30D' }, { name: 'sum', field: 'total' }))).toBe(false);
    expect(differs(measured({ since: '2027-01-01T00:00:00Z' }))).toBe(false);
    expect(differs(measured({ since: '2027-01-01' }))).toBe(true);
    expect(differs(measured({ until: '2027-01-01' }))).toBe(true);
    expect(differs(measured({ during: { unit: 'day', from: 0, to: 0 } }))).toBe(true);
  });

  test.each<[name: string, events: Partial<Selection>, aggregate?: Measured['aggregate']]>([
    ['a local field', { where: { 'local.hour': { gte: 9 } } }],
    ['a local field deep in a condition', { where: { any: [{ not: { 'local.date': { exists: true } } }] } }],
    ['a local field asked of elements', { where: { items: { some: { 'local.month': { eq: '2027-01' } } } } }],
    ['an aggregate of a local field', {}, { name: 'uniqueCount', field: 'local.date' }],
    ['a local field that is shown', {}, { name: 'latest', fields: ['total', 'local.date'], atMost: 1 }],
  ])('has the zone in it for %s', (_, events, aggregate) => {
    expect(usesZone(measured(events, aggregate))).toBe(true);
    expect(usesZone(measured({ where: { channel: { eq: 'web' } } }, { name: 'sum', field: 'total' }))).toBe(false);
  });

  test('has in it what is made of the events', () => {
    const ids = [
      measured({}),
      measured({}, { name: 'mostFrequent', field: 'channel' }),
      measured({}, { name: 'list', field: 'channel', atMost: 5 }),
      measured({}, { name: 'list', field: 'channel', atMost: 6 }),
      measured({}, { name: 'latest', fields: ['channel'], atMost: 5 }),
      measured({}, { name: 'latest', fields: ['channel', 'total'], atMost: 5 }),
      measured({ between: ['P30D', 'P1D'] }),
      measured({ during: { unit: 'day', from: -1, to: 0 } }),
      measured({ since: '2027-01-01T00:00:00Z' }),
    ].map((value) => compileMeasured(value, scope).id);
    expect(new Set(ids).size).toBe(ids.length);
    expect(compileMeasured(measured({}), scope).id).not.toBe(compileMeasured(measured({}), { ...scope, most: 4 }).id);
  });
});
