import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { utcCalendar } from '#lib/core/time/calendar.ts';
import { formatInstant, parseInstant } from '#lib/core/time/instant.ts';
import { zonedCalendar } from '#lib/core/time/zoned-calendar.ts';
import { firstSecondOf, shownAt } from './local-clock.ts';

const dayMs = 86_400_000;
const dayOn = (date: string): number => Date.parse(date) / dayMs;
const dateOf = (localDay: number): string => new Date(localDay * dayMs).toISOString().slice(0, 10);

const zones = [
  'Europe/Berlin',
  'America/New_York',
  'America/St_Johns',
  'America/Sao_Paulo',
  'America/Havana',
  'Africa/Cairo',
  'Africa/Casablanca',
  'Asia/Kathmandu',
  'Asia/Beirut',
  'Asia/Tehran',
  'Australia/Lord_Howe',
  'Pacific/Apia',
  'Pacific/Kiritimati',
  'Etc/GMT+12',
].map(zonedCalendar);

const anyZone = fc.constantFrom(...zones);
/** From 1972, when offsets of local mean time were nearly gone, to 2037. */
const anyDay = fc.integer({ min: dayOn('1972-01-01'), max: dayOn('2037-12-31') });
/** Days on which a clock was put forward or back. */
const changeDays = ['2011-12-30', '2018-11-04', '2024-04-26', '2024-10-27', '2026-03-29', '2026-04-05', '2026-10-25'];

describe('startOf()', () => {
  test.each([
    ['Europe/Berlin', '2026-03-29', '2026-03-28T23:00:00.000Z'],
    ['Europe/Berlin', '2026-03-30', '2026-03-29T22:00:00.000Z'],
    ['Europe/Berlin', '2026-10-25', '2026-10-24T22:00:00.000Z'],
    ['Europe/Berlin', '2026-10-26', '2026-10-25T23:00:00.000Z'],
    ['Asia/Kathmandu', '2026-01-01', '2025-12-31T18:15:00.000Z'],
    ['Australia/Lord_Howe', '2026-04-05', '2026-04-04T13:00:00.000Z'],
    ['Australia/Lord_Howe', '2026-04-06', '2026-04-05T13:30:00.000Z'],
    // The clock went from 23:59:59 to 01:00.
    ['America/Sao_Paulo', '2018-11-04', '2018-11-04T03:00:00.000Z'],
    ['Africa/Cairo', '2024-04-26', '2024-04-25T22:00:00.000Z'],
    // Midnight was shown twice: the day began at the first.
    ['America/Havana', '2026-11-01', '2026-11-01T04:00:00.000Z'],
    // The date was skipped: a day of no length.
    ['Pacific/Apia', '2011-12-30', '2011-12-30T10:00:00.000Z'],
    ['Pacific/Apia', '2011-12-31', '2011-12-30T10:00:00.000Z'],
    ['Pacific/Apia', '2012-01-01', '2011-12-31T10:00:00.000Z'],
  ])('of %s on %s is %s', (timeZone, date, instant) => {
    expect(formatInstant(zonedCalendar(timeZone).startOf(dayOn(date)))).toBe(instant);
  });

  test('is the first second at which a clock shows that date or a later one', () => {
    fc.assert(
      fc.property(
        anyZone,
        fc.oneof(anyDay, fc.constantFrom(...changeDays.map(dayOn))),
        fc.integer({ min: -1, max: 1 }),
        ({ timeZone, startOf }, localDay, beside) => {
          expect(startOf(localDay + beside)).toBe(firstSecondOf(timeZone, localDay + beside));
        },
      ),
      { numRuns: 60 },
    );
  });

  test('stays the same when more days were asked for than are remembered', () => {
    const { startOf } = zonedCalendar('Europe/Berlin');
    const days = Array.from({ length: 16_400 }, (_, index) => index);
    const before = days.slice(0, 40).map(startOf);
    for (const localDay of days) startOf(localDay);
    expect(days.slice(0, 40).map(startOf)).toEqual(before);
  });
});

describe('dayOf()', () => {
  test('is the last day that has begun', () => {
    fc.assert(
      fc.property(anyZone, anyDay, fc.integer({ min: -1, max: 1 }), ({ dayOf, startOf }, localDay, beside) => {
        const found = dayOf(startOf(localDay) + beside);
        expect(startOf(found)).toBeLessThanOrEqual(startOf(localDay) + beside);
        expect(startOf(found + 1)).toBeGreaterThan(startOf(localDay) + beside);
      }),
    );
  });

  test.each([
    ['Europe/Berlin', '2026-03-28T22:59:59.999Z', '2026-03-28'],
    ['Europe/Berlin', '2026-03-28T23:00:00.000Z', '2026-03-29'],
    ['Pacific/Apia', '2011-12-30T09:59:59.999Z', '2011-12-29'],
    ['Pacific/Apia', '2011-12-30T10:00:00.000Z', '2011-12-31'],
    // Put back at midnight to 23:00: the clock shows the 17th once more, and the 18th has not begun.
    ['America/Sao_Paulo', '2018-02-18T02:30:00.000Z', '2018-02-17'],
    ['America/Sao_Paulo', '2018-02-18T03:00:00.000Z', '2018-02-18'],
    // Put back at 00:01 to 23:01: the clock shows the 28th once more, and the 29th goes on.
    ['America/St_Johns', '2006-10-29T02:29:59.999Z', '2006-10-28'],
    ['America/St_Johns', '2006-10-29T02:30:00.000Z', '2006-10-29'],
    ['America/St_Johns', '2006-10-29T02:45:00.000Z', '2006-10-29'],
  ])('of %s at %s is %s', (timeZone, instant, date) => {
    expect(dateOf(zonedCalendar(timeZone).dayOf(parseInstant(instant)))).toBe(date);
  });
});

describe('hourOf()', () => {
  test('is the hour that a clock shows', () => {
    fc.assert(
      fc.property(
        anyZone,
        fc.oneof(anyDay, fc.constantFrom(...changeDays.map(dayOn))),
        fc.integer({ min: 0, max: dayMs - 1 }),
        ({ timeZone, hourOf }, localDay, ofDay) => {
          const instant = localDay * dayMs + ofDay;
          expect(hourOf(instant)).toBe(new Date(shownAt(timeZone, instant)).getUTCHours());
        },
      ),
      { numRuns: 400 },
    );
  });

  test.each([
    ['Europe/Berlin', '2026-03-29T00:59:59.999Z', 1],
    ['Europe/Berlin', '2026-03-29T01:00:00.000Z', 3],
    ['Europe/Berlin', '2026-10-25T01:30:00.000Z', 2],
    ['Asia/Kathmandu', '2026-01-01T00:00:00.000Z', 5],
  ])('of %s at %s is %i', (timeZone, instant, hour) => {
    expect(zonedCalendar(timeZone).hourOf(parseInstant(instant))).toBe(hour);
  });
});

describe('utcCalendar', () => {
  test('is what the calendar of UTC as a zone is', () => {
    const zoned = zonedCalendar('Etc/UTC');
    fc.assert(
      fc.property(fc.integer({ min: -(10 ** 12), max: 2 * 10 ** 12 }), (instant) => {
        expect(utcCalendar.dayOf(instant)).toBe(zoned.dayOf(instant));
        expect(utcCalendar.hourOf(instant)).toBe(zoned.hourOf(instant));
        expect(utcCalendar.startOf(utcCalendar.dayOf(instant))).toBe(zoned.startOf(zoned.dayOf(instant)));
      }),
    );
  });
});
