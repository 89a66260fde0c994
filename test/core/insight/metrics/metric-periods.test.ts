import { describe, expect, test } from 'vitest';
import { periodsOf, type Every } from '#lib/core/insight/metrics/metric-periods.ts';
import { utcCalendar } from '#lib/core/time/calendar.ts';
import { zonedCalendar } from '#lib/core/time/zoned-calendar.ts';

const berlin = zonedCalendar('Europe/Berlin');

const told = (every: Every, [first, last]: readonly [string, string], calendar = utcCalendar) =>
  periodsOf(every, { first: Date.parse(first), last: Date.parse(last) }, calendar).map((period) =>
    [period.before, period.from, period.to].map((instant) => new Date(instant).toISOString()),
  );

describe('periodsOf() by P7D', () => {
  test('ends a millisecond after the latest clock, and begins with the period of the first event', () => {
    expect(told('P7D', ['2026-03-02T00:00:00.000Z', '2026-03-15T11:59:59.999Z'])).toEqual([
      ['2026-02-22T12:00:00.000Z', '2026-03-01T12:00:00.000Z', '2026-03-08T12:00:00.000Z'],
      ['2026-03-01T12:00:00.000Z', '2026-03-08T12:00:00.000Z', '2026-03-15T12:00:00.000Z'],
    ]);
  });

  test('tells one more period for a first event a millisecond before the boundary, and none for one on it', () => {
    const last = '2026-03-15T11:59:59.999Z';
    expect(told('P7D', ['2026-03-08T12:00:00.000Z', last])).toHaveLength(1);
    expect(told('P7D', ['2026-03-08T11:59:59.999Z', last])).toHaveLength(2);
  });

  test('stays seven times 24 hours over a change of clocks', () => {
    const [period] = told('P7D', ['2026-03-27T00:00:00.000Z', '2026-03-31T23:59:59.999Z'], berlin);
    expect(period?.slice(1)).toEqual(['2026-03-25T00:00:00.000Z', '2026-04-01T00:00:00.000Z']);
  });

  test('tells one period of a single event, and of two thousand weeks the latest thousand', () => {
    expect(told('P7D', ['2026-03-01T00:00:00.000Z', '2026-03-01T00:00:00.000Z'])).toEqual([
      ['2026-02-15T00:00:00.001Z', '2026-02-22T00:00:00.001Z', '2026-03-01T00:00:00.001Z'],
    ]);
    const old = told('P7D', ['1970-01-01T00:00:00.000Z', '2026-03-01T00:00:00.000Z']);
    expect(old).toHaveLength(1000);
    expect(old.at(-1)?.[2]).toBe('2026-03-01T00:00:00.001Z');
  });
});

describe('periodsOf() by month', () => {
  test('tells local months, of which the last ends with the latest clock', () => {
    expect(told('month', ['2026-02-28T23:30:00.000Z', '2026-04-10T09:00:00.000Z'], berlin)).toEqual([
      ['2026-01-31T23:00:00.000Z', '2026-02-28T23:00:00.000Z', '2026-03-31T22:00:00.000Z'],
      ['2026-02-28T23:00:00.000Z', '2026-03-31T22:00:00.000Z', '2026-04-10T09:00:00.001Z'],
    ]);
  });

  test('tells whole months where the latest clock is the last millisecond of one', () => {
    const [first, second, ...more] = told('month', ['2026-09-30T21:59:59.999Z', '2026-10-31T22:59:59.999Z'], berlin);
    expect(first?.slice(1)).toEqual(['2026-08-31T22:00:00.000Z', '2026-09-30T22:00:00.000Z']);
    expect(second?.slice(1)).toEqual(['2026-09-30T22:00:00.000Z', '2026-10-31T23:00:00.000Z']);
    expect(more).toEqual([]);
    expect(told('month', ['2026-10-31T23:00:00.000Z', '2026-10-31T23:00:00.000Z'], berlin)).toEqual([
      ['2026-09-30T22:00:00.000Z', '2026-10-31T23:00:00.000Z', '2026-10-31T23:00:00.001Z'],
    ]);
  });
});
