import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { earliest, formatInstant, latest, parseInstant } from '#lib/core/time/instant.ts';

describe('formatInstant()', () => {
  test('writes UTC with milliseconds', () => {
    expect(formatInstant(Date.UTC(2026, 10, 2, 9, 12))).toBe('2026-11-02T09:12:00.000Z');
  });

  test('writes what parseInstant() reads again', () => {
    fc.assert(
      fc.property(fc.date({ noInvalidDate: true }), (date) => {
        expect(parseInstant(formatInstant(date.getTime()))).toBe(date.getTime());
      }),
    );
  });
});

describe('parseInstant()', () => {
  test.each([
    ['2026-11-02T11:12:00+02:00', '2026-11-02T09:12:00.000Z'],
    ['2026-11-01T23:30:00-10:00', '2026-11-02T09:30:00.000Z'],
    ['2026-11-02T09:12:00.123987Z', '2026-11-02T09:12:00.123Z'],
    ['2026-11-02T09:12:00Z', '2026-11-02T09:12:00.000Z'],
  ])('reads %s', (text, utc) => {
    expect(formatInstant(parseInstant(text))).toBe(utc);
  });
});

describe('earliest() and latest()', () => {
  test('take the only one where there is one, 0 too', () => {
    expect([earliest(undefined, 5), latest(undefined, 5)]).toEqual([5, 5]);
    expect([earliest(0, 5), latest(0, -5)]).toEqual([0, 0]);
    expect([earliest(5, 3), latest(3, 5)]).toEqual([3, 5]);
  });
});
