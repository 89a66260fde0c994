import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { durationAdvice, parseDuration } from '#lib/core/time/duration.ts';

describe('parseDuration()', () => {
  test.each([
    ['P2W', 14 * 86_400_000],
    ['P30D', 30 * 86_400_000],
    ['PT12H', 12 * 3_600_000],
    ['PT90M', 90 * 60_000],
    ['PT5S', 5_000],
    ['P1DT12H', 36 * 3_600_000],
    ['P1W1DT1H1M1S', 8 * 86_400_000 + 3_600_000 + 60_000 + 1_000],
    ['P0D', 0],
  ])('reads %s as milliseconds', (text, length) => {
    expect(parseDuration(text)).toBe(length);
  });

  test.each([
    '',
    'P',
    'PT',
    'P1M',
    'P1Y',
    'P1Y2M3D',
    'P1DT',
    '30D',
    'P-1D',
    '-P1D',
    'P1.5D',
    'PT1.5S',
    'p1d',
    ' P1D',
    'P1D ',
    'P1H',
    'PT1D',
    'P1D1W',
    'PT1S1M',
  ])('refuses %j', (text) => {
    expect(parseDuration(text)).toBeUndefined();
  });

  test('refuses what milliseconds cannot tell exactly', () => {
    expect(parseDuration('P104249991D')).toBe(9_007_199_222_400_000);
    expect(parseDuration('P104249992D')).toBeUndefined();
  });

  test('adds up parts', () => {
    const digits = fc.nat({ max: 999 });
    fc.assert(
      fc.property(digits, digits, digits, (days, hours, seconds) => {
        const length = days * 86_400_000 + hours * 3_600_000 + seconds * 1_000;
        expect(parseDuration(`P${days}DT${hours}H${seconds}S`)).toBe(length);
      }),
    );
  });
});

describe('durationAdvice()', () => {
  test.each(['P1M', 'P1Y', 'P6M', 'P1Y6M', 'P0.5Y'])('says of %s to write days', (text) => {
    expect(durationAdvice(text)).toContain('write months and years as days');
  });

  test.each(['1 day', 'PT1.5S', ''])('shows forms for %j', (text) => {
    expect(durationAdvice(text)).toContain('P30D, PT12H or P1DT12H');
  });
});
