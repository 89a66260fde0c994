import { describe, expect, test } from 'vitest';
import { compileTimeFormat } from '#lib/tools/import/local-time.ts';

const read = (text: string, format: string, zone?: string): string | undefined => {
  const instant = compileTimeFormat(format, zone).parse(text);
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

  test.each(['YYYY-MM', 'HH:mm', 'YYYY-MM-DD DD', ''])('throws for %j, which names no day or one twice', (format) => {
    expect(() => compileTimeFormat(format)).toThrow(RangeError);
  });

  test('throws for an unknown zone', () => {
    expect(() => compileTimeFormat('YYYY-MM-DD', 'Mars/Olympus')).toThrow(RangeError);
  });
});
