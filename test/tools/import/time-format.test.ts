import { describe, expect, test } from 'vitest';
import { compileTimeFormat } from '#lib/tools/import/times/time-format.ts';
import { zonesByName } from '#lib/tools/import/times/zones.ts';

const zones = zonesByName();

const read = (text: string, format: string, zone = 'UTC'): string | undefined => {
  const fromLocal = zones(zone);
  if (fromLocal === undefined) throw new RangeError(`Cannot find a zone: current value is ${zone}`);
  const instant = compileTimeFormat(format).parse(text, fromLocal);
  return instant === undefined ? undefined : new Date(instant).toISOString();
};

describe('compileTimeFormat()', () => {
  test.each([
    ['2010-12-01 08:26:00', 'YYYY-MM-DD HH:mm:ss', '2010-12-01T08:26:00.000Z'],
    ['12/1/2010 8:26', 'M/D/YYYY H:mm', '2010-12-01T08:26:00.000Z'],
    ['1/15/2024 12:05 AM', 'M/D/YYYY h:mm A', '2024-01-15T00:05:00.000Z'],
    ['1/15/2024 12:05 pm', 'M/D/YYYY h:mm A', '2024-01-15T12:05:00.000Z'],
    ['15.01.2024', 'DD.MM.YYYY', '2024-01-15T00:00:00.000Z'],
    ['2024-01-15T10:23:45.678901Z', 'YYYY-MM-DDTHH:mm:ssZ', '2024-01-15T10:23:45.678Z'],
    ['2024-01-15 10:23:45 -0500', 'YYYY-MM-DD HH:mm:ss Z', '2024-01-15T15:23:45.000Z'],
    ['2024-01-15 10:23:45 +05:30', 'YYYY-MM-DD HH:mm:ss Z', '2024-01-15T04:53:45.000Z'],
    ['2024-01-15 10:23:45 UTC', 'YYYY-MM-DD HH:mm:ss Z', '2024-01-15T10:23:45.000Z'],
    ['Jan 5, 2024 3:04:05 AM -0800', 'MMM D, YYYY h:mm:ss A Z', '2024-01-05T11:04:05.000Z'],
    ['Sept. 5, 2024', 'MMM D, YYYY', '2024-09-05T00:00:00.000Z'],
    ['sep 5, 2024', 'MMM D, YYYY', '2024-09-05T00:00:00.000Z'],
    ['5 september 2024', 'D MMMM YYYY', '2024-09-05T00:00:00.000Z'],
    ['May 1st 2026', 'MMM Do YYYY', '2026-05-01T00:00:00.000Z'],
    ['Mon, 23 Sep 2024 14:21:24 +0000', 'ddd, D MMM YYYY HH:mm:ss Z', '2024-09-23T14:21:24.000Z'],
    ['Monday 23.9.24', 'dddd D.M.YY', '2024-09-23T00:00:00.000Z'],
    ['31/12/68', 'DD/MM/YY', '2068-12-31T00:00:00.000Z'],
    ['1/1/69', 'M/D/YY', '1969-01-01T00:00:00.000Z'],
    ['10/9/25 9:50', 'M/D/YY H:mm', '2025-10-09T09:50:00.000Z'],
    ['1705314225', 'X', '2024-01-15T10:23:45.000Z'],
    ['1705314225.678', 'X', '2024-01-15T10:23:45.678Z'],
    ['-1', 'X', '1969-12-31T23:59:59.000Z'],
    ['1705314225678', 'x', '2024-01-15T10:23:45.678Z'],
  ])('reads %s written %s', (text, format, instant) => {
    expect(read(text, format)).toBe(instant);
  });

  test.each([
    ['2023-02-29 00:00:00', 'YYYY-MM-DD HH:mm:ss'],
    ['2024-13-01 00:00:00', 'YYYY-MM-DD HH:mm:ss'],
    ['2024-01-01 24:00:00', 'YYYY-MM-DD HH:mm:ss'],
    ['0050-01-01 00:00:00', 'YYYY-MM-DD HH:mm:ss'],
    ['2024-01-01', 'YYYY-MM-DD HH:mm:ss'],
    ['1/15/2024 13:05 PM', 'M/D/YYYY h:mm A'],
    ['15x01x2024', 'DD.MM.YYYY'],
    ['Feb 30, 2024', 'MMM D, YYYY'],
    ['Janu 5, 2024', 'MMM D, YYYY'],
    ['5. Mai 2024', 'D. MMMM YYYY'],
    ['1.70531E+09', 'X'],
    ['1705314225678', 'X'],
  ])('refuses %s written %s', (text, format) => {
    expect(read(text, format)).toBeUndefined();
  });

  test('takes a zone with its summer time', () => {
    expect(read('2024-01-15 10:00', 'YYYY-MM-DD HH:mm', 'Europe/London')).toBe('2024-01-15T10:00:00.000Z');
    expect(read('2024-07-15 10:00', 'YYYY-MM-DD HH:mm', 'Europe/London')).toBe('2024-07-15T09:00:00.000Z');
  });

  test('takes the first of two equal clock times, and counts on through a missing one', () => {
    expect(read('2024-11-03 01:30', 'YYYY-MM-DD HH:mm', 'America/New_York')).toBe('2024-11-03T05:30:00.000Z');
    expect(read('2024-03-10 02:30', 'YYYY-MM-DD HH:mm', 'America/New_York')).toBe('2024-03-10T07:30:00.000Z');
    expect(read('2024-03-10 03:30', 'YYYY-MM-DD HH:mm', 'America/New_York')).toBe('2024-03-10T07:30:00.000Z');
  });

  test('takes a zone that is an offset', () => {
    expect(read('2024-07-15 10:00', 'YYYY-MM-DD HH:mm', '+05:30')).toBe('2024-07-15T04:30:00.000Z');
    expect(read('2024-07-15 10:00 -0100', 'YYYY-MM-DD HH:mm Z', '+05:30')).toBe('2024-07-15T11:00:00.000Z');
  });

  test.each(['YYYY-MM', 'HH:mm', 'YYYY-MM-DD DD', 'YYYY-MM-DD YY', 'X X', ''])(
    'throws for %j, which names no day or one twice',
    (format) => {
      expect(() => compileTimeFormat(format)).toThrow(RangeError);
    },
  );
});

describe('zonesByName()', () => {
  test('gives undefined for an unknown zone', () => {
    expect(zones('Mars/Olympus')).toBeUndefined();
    expect(zones('')).toBeUndefined();
  });
});
