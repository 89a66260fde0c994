import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { ageAt, birthday, birthOn, bornIn } from '#lib/core/time/age.ts';
import { utcCalendar } from '#lib/core/time/calendar.ts';
import { formatInstant, parseInstant } from '#lib/core/time/instant.ts';

const at = (date: string): number => parseInstant(`${date}T00:00:00Z`);

describe('birthday()', () => {
  test.each([
    ['1990-06-15', 30, '2020-06-15'],
    ['1992-02-29', 28, '2020-02-29'],
    ['1992-02-29', 29, '2021-03-01'],
    ['1896-02-29', 4, '1900-03-01'],
    ['0096-02-29', 4, '0100-03-01'],
  ])('finds for somebody born on %s the age of %i on %s', (birth, age, date) => {
    expect(formatInstant(birthday(birthOn(birth), age, utcCalendar))).toBe(`${date}T00:00:00.000Z`);
  });

  test('finds that of a birth year on 1 January', () => {
    expect(birthday(bornIn(1990), 30, utcCalendar)).toBe(at('2020-01-01'));
  });
});

describe('ageAt()', () => {
  test.each([
    ['1992-02-29', '2021-02-28', 28],
    ['1992-02-29', '2021-03-01', 29],
    ['1992-02-29', '2024-02-28', 31],
    ['1992-02-29', '2024-02-29', 32],
    ['1990-12-31', '2020-12-30', 29],
    ['1990-12-31', '2020-12-31', 30],
    ['2030-01-01', '2027-01-01', -3],
  ])('is for somebody born on %s, on %s, %i', (birth, date, age) => {
    expect(ageAt(birthOn(birth), at(date), utcCalendar)).toBe(age);
  });

  test('is a year more from the birthday on, and not a millisecond before', () => {
    const births = fc.date({ min: new Date('1900-01-01'), max: new Date('2020-01-01'), noInvalidDate: true });
    fc.assert(
      fc.property(births, fc.nat({ max: 120 }), (date, age) => {
        const birth = birthOn(date.toISOString().slice(0, 10));
        const instant = birthday(birth, age, utcCalendar);
        expect([ageAt(birth, instant - 1, utcCalendar), ageAt(birth, instant, utcCalendar)]).toEqual([age - 1, age]);
      }),
    );
  });
});
