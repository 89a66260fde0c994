import { describe, expect, test } from 'vitest';
import { periodStart, readDate, weekdayOf, writeDate, type CalendarUnit } from './dates.ts';
import { zoneOf } from './zone.ts';

const startIn = (timeZone: string, date: string): string =>
  new Date(zoneOf({ timeZone }).startOf(readDate(date))).toISOString();

const dateIn = (timeZone: string, instant: string): string =>
  writeDate(zoneOf({ timeZone }).dateAt(Date.parse(instant)));

const hourIn = (timeZone: string, instant: string): number => zoneOf({ timeZone }).hourAt(Date.parse(instant));

describe('zoneOf()', () => {
  test('is UTC by default', () => {
    expect(new Date(zoneOf({}).startOf(readDate('2027-03-28'))).toISOString()).toBe('2027-03-28T00:00:00.000Z');
  });

  test('begins a day at its first instant, where clocks are put forward and back in between', () => {
    expect(startIn('Europe/Berlin', '2027-03-28')).toBe('2027-03-27T23:00:00.000Z');
    expect(startIn('Europe/Berlin', '2027-03-29')).toBe('2027-03-28T22:00:00.000Z');
    expect(startIn('Europe/Berlin', '2026-10-26')).toBe('2026-10-25T23:00:00.000Z');
    expect(startIn('Asia/Kathmandu', '2027-01-01')).toBe('2026-12-31T18:15:00.000Z');
    expect(startIn('Australia/Lord_Howe', '2027-04-04')).toBe('2027-04-03T13:00:00.000Z');
    expect(startIn('Australia/Lord_Howe', '2027-04-05')).toBe('2027-04-04T13:30:00.000Z');
  });

  test('begins a day after midnight where clocks are put forward at midnight', () => {
    expect(startIn('America/Sao_Paulo', '2018-11-04')).toBe('2018-11-04T03:00:00.000Z');
    expect(hourIn('America/Sao_Paulo', '2018-11-04T02:59:59.999Z')).toBe(23);
    expect(hourIn('America/Sao_Paulo', '2018-11-04T03:00:00.000Z')).toBe(1);
  });

  test('has the hour before midnight twice in the day before where clocks are put back at midnight', () => {
    expect(startIn('America/Sao_Paulo', '2018-02-18')).toBe('2018-02-18T03:00:00.000Z');
    expect(dateIn('America/Sao_Paulo', '2018-02-18T02:59:59.999Z')).toBe('2018-02-17');
    expect(hourIn('America/Sao_Paulo', '2018-02-18T02:59:59.999Z')).toBe(23);
  });

  test('keeps a day that has begun where clocks are put back over midnight', () => {
    // At 00:01 on 7 November clocks went back to 23:01 on the 6th.
    expect(startIn('America/St_Johns', '2010-11-07')).toBe('2010-11-07T02:30:00.000Z');
    expect(dateIn('America/St_Johns', '2010-11-07T02:29:59.999Z')).toBe('2010-11-06');
    expect(dateIn('America/St_Johns', '2010-11-07T02:31:00.000Z')).toBe('2010-11-07');
    expect(hourIn('America/St_Johns', '2010-11-07T02:31:00.000Z')).toBe(23);
  });

  test('begins a date that was left out with the next', () => {
    expect(startIn('Pacific/Apia', '2011-12-29')).toBe('2011-12-29T10:00:00.000Z');
    expect(startIn('Pacific/Apia', '2011-12-30')).toBe('2011-12-30T10:00:00.000Z');
    expect(startIn('Pacific/Apia', '2011-12-31')).toBe('2011-12-30T10:00:00.000Z');
    expect(dateIn('Pacific/Apia', '2011-12-30T09:59:59.999Z')).toBe('2011-12-29');
    expect(dateIn('Pacific/Apia', '2011-12-30T10:00:00.000Z')).toBe('2011-12-31');
  });

  test('knows offsets with seconds and times before 1970', () => {
    expect(startIn('Asia/Manila', '1844-12-31')).toBe('1844-12-31T15:56:08.000Z');
    expect(startIn('Europe/Berlin', '1890-01-01')).toBe('1889-12-31T23:06:32.000Z');
    expect(dateIn('UTC', '1969-12-31T23:59:59.999Z')).toBe('1969-12-31');
    expect(hourIn('UTC', '1969-12-31T23:59:59.999Z')).toBe(23);
  });
});

const starts = (unit: CalendarUnit, instant: string): string[] =>
  [-1, 0, 1].map((by) => writeDate(periodStart(zoneOf({}), Date.parse(instant), { unit, by }) / 86_400_000));

describe('periodStart()', () => {
  test('counts periods from the one that holds the instant; weeks begin on Monday', () => {
    expect(starts('day', '2027-03-01T12:00:00Z')).toEqual(['2027-02-28', '2027-03-01', '2027-03-02']);
    expect(weekdayOf(readDate('2026-12-28'))).toBe('monday');
    expect(starts('week', '2027-01-03T23:59:59.999Z')).toEqual(['2026-12-21', '2026-12-28', '2027-01-04']);
    expect(starts('week', '2027-01-04T00:00:00Z')).toEqual(['2026-12-28', '2027-01-04', '2027-01-11']);
    expect(starts('month', '2027-01-31T00:00:00Z')).toEqual(['2026-12-01', '2027-01-01', '2027-02-01']);
    expect(starts('quarter', '2026-12-31T00:00:00Z')).toEqual(['2026-07-01', '2026-10-01', '2027-01-01']);
    expect(starts('year', '2026-12-31T00:00:00Z')).toEqual(['2025-01-01', '2026-01-01', '2027-01-01']);
  });
});
