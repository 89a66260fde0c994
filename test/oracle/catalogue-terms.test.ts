import { describe, expect, test } from 'vitest';
import {
  agreeWithReplay,
  catalogue,
  changesOf,
  consent,
  described,
  evaluate,
  held,
  purchase,
  segment,
  turns,
  visit,
} from './examples.ts';

const at = '2027-03-01T00:00:00Z';
const born = (birth: object) =>
  described({ eventId: 'e1', at: '2027-01-01T00:00:00Z', traits: { demographic: birth } });

const isAged = (age: number) => ({ trait: 'demographic.age', is: { eq: age } }) as const;

describe('timeZone', () => {
  const timeZone = 'Europe/Berlin';

  test('governs when somebody is a year older', () => {
    const until = '2029-06-01T00:00:00Z';
    expect(turns(isAged(30), { timeZone, until, lines: [born({ birthDate: '1997-07-01' })] })).toEqual([
      '+ 2027-06-30T22:00:00.000Z',
      '- 2028-06-30T22:00:00.000Z',
    ]);
    expect(turns(isAged(36), { timeZone, until, lines: [born({ birthDate: '1992-02-29' })] })).toEqual([
      '+ 2028-02-28T23:00:00.000Z',
      '- 2029-02-28T23:00:00.000Z',
    ]);
    expect(turns(isAged(31), { timeZone, until, lines: [born({ birthYear: 1997 })] })).toEqual([
      '+ 2027-12-31T23:00:00.000Z',
      '- 2028-12-31T23:00:00.000Z',
    ]);
  });

  test('makes somebody older with the day after a birthday that the zone left out', () => {
    const lines = [
      described({ eventId: 'e1', at: '2011-12-20T00:00:00Z', traits: { demographic: { birthDate: '1981-12-30' } } }),
    ];
    const until = '2012-02-01T00:00:00Z';
    expect(turns({ trait: 'demographic.age', is: { gte: 30 } }, { timeZone: 'Pacific/Apia', until, lines })).toEqual([
      '+ 2011-12-30T10:00:00.000Z',
    ]);
  });

  test('governs dates without a time, and no lengths', () => {
    // 30 hours after the order, across the night in which clocks are put forward.
    const lines = [
      purchase({ eventId: 'e1', at: '2027-03-27T22:59:59.999Z' }),
      visit({ eventId: 'e2', at: '2027-03-27T23:00:00Z' }),
    ];
    expect(
      held(
        lines,
        {
          'order-before': { performed: 'PurchaseMade', until: '2027-03-28' },
          'order-since': { performed: 'PurchaseMade', since: '2027-03-28' },
          'visit-since': { performed: 'VisitMade', since: '2027-03-28' },
          'visit-until': { performed: 'VisitMade', until: '2027-03-28' },
        },
        { timeZone },
      ),
    ).toEqual(['order-before', 'visit-since']);
    expect(
      turns(
        { performed: 'VisitMade', within: 'P1D' },
        { timeZone, lines: [visit({ eventId: 'e2', at: '2027-03-27T23:00:00Z' })], until: '2027-04-01T00:00:00Z' },
      ),
    ).toEqual(['+ 2027-03-27T23:00:00.000Z', '- 2027-03-28T23:00:00.000Z']);
  });
});

describe('requires of a catalogue', () => {
  test('holds for every segment that does not say its own, and for none that says null', () => {
    const everybody = { all: [] };
    const segments = [
      segment('by-default', everybody),
      segment('own', everybody, { requires: { consent: 'analytics' } }),
      segment('without', everybody, { requires: null }),
    ];
    const lines = [
      consent({ eventId: 'e1', at, granted: true }),
      consent({ eventId: 'e2', at: '2027-03-02T00:00:00Z', granted: true, purpose: 'analytics' }),
      consent({ eventId: 'e3', at: '2027-03-03T00:00:00Z', granted: false }),
    ];
    const requires = { consent: 'marketing' };
    expect(changesOf(evaluate({ catalogue: { ...catalogue(...segments), requires }, lines }))).toEqual([
      'ann 1 +by-default 2027-03-01T00:00:00.000Z live',
      'ann 2 +without 2027-03-01T00:00:00.000Z live',
      'ann 3 +own 2027-03-02T00:00:00.000Z live',
      'ann 4 -by-default 2027-03-03T00:00:00.000Z live',
    ]);
  });
});

agreeWithReplay();
