import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { compareTrait } from '#lib/core/segments/compile/trait-operators.ts';
import type { TraitOperators } from '#lib/core/segments/language/operators.ts';
import { utcCalendar, type Calendar } from '#lib/core/time/calendar.ts';
import { formatInstant, parseInstant } from '#lib/core/time/instant.ts';
import { zonedCalendar } from '#lib/core/time/zoned-calendar.ts';

const berlin = zonedCalendar('Europe/Berlin');
const apia = zonedCalendar('Pacific/Apia');
const noTraits = (): undefined => undefined;

interface Asked {
  readonly is: TraitOperators;
  readonly value: unknown;
  readonly calendar?: Calendar;
  readonly traits?: Readonly<Record<string, unknown>>;
}

const asked = ({ is, value, calendar = utcCalendar, traits = {} }: Asked) => {
  const comparison = compareTrait(is, calendar);
  const traitAt = (path: string): unknown => traits[path];
  return {
    holdsAt: (instant: string): boolean => comparison.test(value, parseInstant(instant), traitAt),
    /** All instants from one up to another at which the test turns, found by asking for the next one again and again. */
    turns: (from: string, to: string): readonly string[] => {
      const found: string[] = [];
      let at = parseInstant(from);
      let before = comparison.test(value, at, traitAt);
      for (;;) {
        at = comparison.nextTurn?.(value, at, traitAt) ?? Infinity;
        if (at > parseInstant(to)) return found;
        const holds = comparison.test(value, at, traitAt);
        if (holds !== before) found.push(`${formatInstant(at)} ${holds}`);
        before = holds;
      }
    },
  };
};

/** Whether operators hold for a value of which only the text counts. */
const holds = (is: TraitOperators, value: unknown, calendar: Calendar = utcCalendar): boolean =>
  compareTrait(is, calendar).test(value, 0, noTraits);

describe('two instants', () => {
  test.each<readonly [TraitOperators, value: unknown, expected: boolean]>([
    [{ eq: '2026-11-02T09:12:00Z' }, '2026-11-02T10:12:00.000+01:00', true],
    [{ eq: '2026-11-02T09:12:00Z' }, '2026-11-02T09:12:00.001Z', false],
    [{ ne: '2026-11-02T09:12:00Z' }, '2026-11-02T10:12+01:00', false],
    [{ ne: '2026-11-02T09:12:00Z' }, undefined, false],
    [{ gt: '2026-11-02T09:12:00Z' }, '2026-11-02T10:00:00+02:00', false],
    [{ gte: '2026-11-02T09:12:00Z' }, '2026-11-02T10:12:00+01:00', true],
    [{ lt: '2026-11-02T09:12:00Z' }, '2026-11-02T10:00:00+02:00', true],
    [{ lte: '2026-11-02' }, '2026-11-02T00:00:00Z', true],
    [{ eq: '2026-11-02' }, '2026-11-02', true],
    [{ eq: '2026-11-02' }, '2026-11-01T19:00:00-05:00', true],
  ])('%j of %j is %s: they compare as instants', (is, value, expected) => {
    expect(holds(is, value)).toBe(expected);
  });

  test.each<readonly [TraitOperators, value: unknown, expected: boolean]>([
    // 30 February is no date, and a time without an offset no instant.
    [{ lt: '2026-03-01' }, '2026-02-30', true],
    [{ gt: '2026-03-01' }, '2026-03-01T00:00:00', true],
    [{ eq: '2026-02-30' }, '2026-02-30', true],
    [{ gt: '2026-11-02' }, '2026-11-02x', true],
    [{ in: ['2026-11-02T09:12:00Z'] }, '2026-11-02T10:12:00+01:00', false],
    [{ notIn: ['2026-11-02T09:12:00Z'] }, '2026-11-02T10:12:00+01:00', true],
    [{ gt: '2026-11-02' }, 7, false],
  ])('%j of %j is %s: as they are written', (is, value, expected) => {
    expect(holds(is, value)).toBe(expected);
  });

  test('take a date for its first local instant', () => {
    expect(holds({ eq: '2026-11-02' }, '2026-11-01T23:00:00Z', berlin)).toBe(true);
    expect(holds({ gte: '2026-11-02' }, '2026-11-01T22:59:59.999Z', berlin)).toBe(false);
    expect(holds({ gte: '2026-11-01T23:00:00Z' }, '2026-11-02', berlin)).toBe(true);
    expect(holds({ eq: '2011-12-31' }, '2011-12-30', apia)).toBe(true);
  });
});

describe('fold', () => {
  test.each<readonly [TraitOperators, value: unknown, expected: boolean]>([
    [{ eq: 'MUNCHEN', fold: true }, 'München', true],
    [{ eq: 'MUNCHEN', fold: false }, 'München', false],
    [{ eq: 'MUNCHEN' }, 'munchen', false],
    [{ ne: 'munchen', fold: true }, 'MÜNCHEN', false],
    [{ in: ['a', 'Ö'], fold: true }, 'o', true],
    [{ notIn: ['a', 'Ö'], fold: true }, 'O', false],
    [{ contains: 'ÜN', fold: true }, 'munchen', true],
    [{ contains: 'Café', fold: true }, ['tea', 'CAFE\u0301'], true],
    [{ contains: 'Caf', fold: true }, ['tea', 'cafe'], false],
    [{ startsWith: 'É', fold: true }, 'etage', true],
    [{ endsWith: 'ΟΣ', fold: true }, 'λόγος', true],
    [{ endsWith: 'ος', fold: true }, 'ΛΌΓΟΣ', true],
    [{ contains: 'ΟΣ', fold: true }, 'ΛΌΓΟΣΑ', true],
    [{ eq: 'ﬁ①', fold: true }, 'FI1', true],
    [{ eq: 'istanbul', fold: true }, 'İSTANBUL', true],
    [{ eq: 'strasse', fold: true }, 'Straße', false],
    [{ eq: 7, fold: true }, 7, true],
    [{ eq: 7, fold: true }, '7', false],
    [{ in: [7, 'A', true], fold: true }, true, true],
    [{ eq: 'a', gt: 'Z', fold: true }, 'A', false],
    [{ eq: 'a', exists: true, fold: true }, 'A', true],
    [{ ne: 'a', fold: true }, undefined, false],
  ])('%j of %j is %s', (is, value, expected) => {
    expect(holds(is, value)).toBe(expected);
  });

  test('makes no difference to letter case and accents on either side', () => {
    const words = fc.constantFrom('é', 'E', 'ß', 'Σ', 'ς', 'ü', 'U\u0308', 'ﬃ', 'İ', 'i', 'Ǆ', ' ');
    fc.assert(
      fc.property(fc.array(words, { maxLength: 6 }), (parts) => {
        const text = parts.join('');
        const written = [text, text.toLowerCase(), text.normalize('NFD'), text.normalize('NFKC')];
        for (const one of written)
          for (const other of written) expect(holds({ eq: one, fold: true }, other)).toBe(true);
      }),
    );
  });
});

describe('comingWithin', () => {
  test('holds from D before an instant until just before it', () => {
    const { holdsAt, turns } = asked({ is: { comingWithin: 'P7D' }, value: '2026-12-24T12:00:00Z' });
    expect(holdsAt('2026-12-17T11:59:59.999Z')).toBe(false);
    expect(holdsAt('2026-12-17T12:00:00.000Z')).toBe(true);
    expect(holdsAt('2026-12-24T11:59:59.999Z')).toBe(true);
    expect(holdsAt('2026-12-24T12:00:00.000Z')).toBe(false);
    expect(turns('2026-01-01T00:00:00Z', '2027-01-01T00:00:00Z')).toEqual([
      '2026-12-17T12:00:00.000Z true',
      '2026-12-24T12:00:00.000Z false',
    ]);
  });

  test('counts to the beginning of a local date, across a change of the clock', () => {
    const { turns } = asked({ is: { comingWithin: 'P2D' }, value: '2026-03-30', calendar: berlin });
    expect(turns('2026-01-01T00:00:00Z', '2027-01-01T00:00:00Z')).toEqual([
      '2026-03-27T22:00:00.000Z true',
      '2026-03-29T22:00:00.000Z false',
    ]);
  });

  test.each(['soon', '2026-02-30', 7, undefined])('holds for no %j', (value) => {
    const { holdsAt, turns } = asked({ is: { comingWithin: 'P36500D' }, value });
    expect(holdsAt('2026-01-01T00:00:00Z')).toBe(false);
    expect(turns('2026-01-01T00:00:00Z', '2126-01-01T00:00:00Z')).toEqual([]);
  });
});

describe('olderThan and newerThan', () => {
  test('count from the first instant of a local date', () => {
    const { turns } = asked({ is: { olderThan: 'P1D', exists: true }, value: '2026-03-29', calendar: berlin });
    expect(turns('2026-01-01T00:00:00Z', '2027-01-01T00:00:00Z')).toEqual(['2026-03-29T23:00:00.000Z true']);
  });

  const gap = { times: 2, days: 'orders.averageGapDays' };
  const value = '2026-06-01T00:00:00Z';

  test('take twice as long as a trait says', () => {
    const older = asked({ is: { olderThan: gap }, value, traits: { 'orders.averageGapDays': 10.5 } });
    expect(older.holdsAt('2026-06-21T23:59:59.999Z')).toBe(false);
    expect(older.holdsAt('2026-06-22T00:00:00.000Z')).toBe(true);
    expect(older.turns(value, '2027-01-01T00:00:00Z')).toEqual(['2026-06-22T00:00:00.000Z true']);
    const newer = asked({ is: { newerThan: gap }, value, traits: { 'orders.averageGapDays': 10.5 } });
    expect(newer.turns(value, '2027-01-01T00:00:00Z')).toEqual(['2026-06-22T00:00:00.000Z false']);
  });

  test('round the length to the nearest millisecond', () => {
    // 0.1 × 3 days is 25,920,000.000000004 ms; a third of a day times 1.7 is 48,960,000.0.
    const third = asked({
      is: { olderThan: { times: 1.7, days: 'custom.gap' } },
      value,
      traits: { 'custom.gap': 1 / 3 },
    });
    expect(third.turns(value, '2027-01-01T00:00:00Z')).toEqual(['2026-06-01T13:36:00.000Z true']);
    const tiny = asked({
      is: { olderThan: { times: 1, days: 'custom.gap' } },
      value,
      traits: { 'custom.gap': 0.4 / 86_400_000 },
    });
    expect(tiny.holdsAt(value)).toBe(true);
  });

  test.each([undefined, '10', true, [10]])('hold for no %j days', (days) => {
    for (const is of [{ olderThan: gap }, { newerThan: gap }]) {
      const { holdsAt, turns } = asked({ is, value, traits: { 'orders.averageGapDays': days } });
      expect(holdsAt('2030-01-01T00:00:00Z')).toBe(false);
      expect(turns(value, '2030-01-01T00:00:00Z')).toEqual([]);
    }
  });

  test('are due at no instant that cannot be written', () => {
    const { turns } = asked({ is: { olderThan: gap }, value, traits: { 'orders.averageGapDays': 1e300 } });
    expect(turns(value, '9999-12-31T23:59:59.999Z')).toEqual([]);
    expect(compareTrait({ olderThan: gap }, utcCalendar).nextTurn?.(value, 0, () => 1e300)).toBe(Infinity);
  });

  test('name the traits that they read', () => {
    expect(compareTrait({ olderThan: gap, newerThan: 'P9D' }, utcCalendar).traits).toEqual(['orders.averageGapDays']);
  });
});

describe('anniversaryIn', () => {
  test('holds from D before the local day of an anniversary until that is over', () => {
    const { turns } = asked({ is: { anniversaryIn: 'P7D' }, value: '1990-03-29', calendar: berlin });
    expect(turns('2026-01-01T00:00:00Z', '2027-12-31T00:00:00Z')).toEqual([
      '2026-03-21T23:00:00.000Z true',
      '2026-03-29T22:00:00.000Z false',
      '2027-03-21T22:00:00.000Z true',
      '2027-03-29T22:00:00.000Z false',
    ]);
  });

  test('is with P0D the day itself, on 1 March in common years for 29 February', () => {
    const { turns } = asked({ is: { anniversaryIn: 'P0D' }, value: '2000-02-29' });
    expect(turns('2026-06-01T00:00:00Z', '2028-12-31T00:00:00Z')).toEqual([
      '2027-03-01T00:00:00.000Z true',
      '2027-03-02T00:00:00.000Z false',
      '2028-02-29T00:00:00.000Z true',
      '2028-03-01T00:00:00.000Z false',
    ]);
  });

  test('takes the local date of an instant, whose own day is no anniversary', () => {
    const { turns } = asked({ is: { anniversaryIn: 'P0D' }, value: '2026-05-01T22:30:00Z', calendar: berlin });
    expect(turns('2020-01-01T00:00:00Z', '2028-01-01T00:00:00Z')).toEqual([
      '2027-05-01T22:00:00.000Z true',
      '2027-05-02T22:00:00.000Z false',
    ]);
  });

  test('comes round for a date that lies ahead', () => {
    const { turns } = asked({ is: { anniversaryIn: 'P1D' }, value: '2040-05-02' });
    expect(turns('2020-01-01T00:00:00Z', '2042-01-01T00:00:00Z')).toEqual([
      '2041-05-01T00:00:00.000Z true',
      '2041-05-03T00:00:00.000Z false',
    ]);
  });

  test('is over at once where the zone skipped the day', () => {
    const { turns } = asked({ is: { anniversaryIn: 'PT1H' }, value: '2000-12-30', calendar: apia });
    expect(turns('2011-06-01T00:00:00Z', '2012-06-01T00:00:00Z')).toEqual([
      '2011-12-30T09:00:00.000Z true',
      '2011-12-30T10:00:00.000Z false',
    ]);
  });

  test.each(['soon', '1990-02-30', 7, undefined])('holds for no %j', (value) => {
    const { holdsAt, turns } = asked({ is: { anniversaryIn: 'P365D' }, value });
    expect(holdsAt('2026-01-01T00:00:00Z')).toBe(false);
    expect(turns('2026-01-01T00:00:00Z', '2030-01-01T00:00:00Z')).toEqual([]);
  });
});

const fewDays = (): number => 12.5;

describe('nextTurn()', () => {
  const hour = 3_600_000;
  const days = fc.integer({ min: 0, max: 365 }).map((length) => `P${length}D`);
  const operators: fc.Arbitrary<TraitOperators> = fc.oneof(
    days.map((anniversaryIn) => ({ anniversaryIn })),
    days.map((comingWithin) => ({ comingWithin })),
    fc.record({ olderThan: days, newerThan: days }),
    fc.integer({ min: -3, max: 9 }).map((times) => ({ olderThan: { times, days: 'custom.gap' } })),
    fc.record({ anniversaryIn: days, newerThan: days }),
  );
  const date = fc
    .integer({ min: Date.UTC(1996, 0, 1) / hour, max: Date.UTC(2034, 0, 1) / hour })
    .chain((hours) =>
      fc.constantFrom(new Date(hours * hour).toISOString(), new Date(hours * hour).toISOString().slice(0, 10)),
    );
  const instant = fc
    .integer({ min: Date.UTC(2011, 0, 1) / hour, max: Date.UTC(2032, 0, 1) / hour })
    .map((h) => h * hour);

  test('is no later than the instant at which the test turns', () => {
    fc.assert(
      fc.property(
        operators,
        fc.oneof(date, fc.constantFrom('2000-02-29', '2004-12-31', '2005-01-01', '1999-12-30')),
        fc.tuple(instant, fc.double({ min: 0, max: 1, noNaN: true })),
        (is, value, [after, fraction]) => {
          for (const calendar of [utcCalendar, berlin, apia]) {
            const { test: holdsAt, nextTurn } = compareTrait(is, calendar);
            const next = nextTurn?.(value, after, fewDays) ?? Infinity;
            expect(next).toBeGreaterThan(after);
            const last = Math.min(next - 1, after + 800 * 24 * hour);
            const between = Math.floor(after + (last - after) * fraction);
            expect(holdsAt(value, between, fewDays)).toBe(holdsAt(value, after, fewDays));
          }
        },
      ),
      { numRuns: 1_000 },
    );
  });
});
