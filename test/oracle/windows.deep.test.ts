import { describe, expect, test } from 'vitest';
import type { CalendarUnit } from './dates.ts';
import { agreeWithReplay, held, line, purchase, turns, visit } from './examples.ts';

const lines = [purchase({ eventId: 'e1', at: '2027-03-10T10:00:00Z' })];
const bought = { performed: 'PurchaseMade' } as const;

describe('between', () => {
  test('holds the events with now - D < t <= now - E', () => {
    expect(turns({ ...bought, between: ['P3D', 'P1D'] }, { lines, until: '2027-04-01T00:00:00Z' })).toEqual([
      '+ 2027-03-11T10:00:00.000Z',
      '- 2027-03-13T10:00:00.000Z',
    ]);
    expect(turns({ ...bought, between: ['P1D', 'PT0S'] }, { lines, until: '2027-04-01T00:00:00Z' })).toEqual([
      '+ 2027-03-10T10:00:00.000Z',
      '- 2027-03-11T10:00:00.000Z',
    ]);
  });
});

type During = readonly [unit: CalendarUnit, from: number, to: number];

const during = ([unit, from, to]: During, timeZone = 'UTC'): string[] =>
  turns({ ...bought, during: { unit, from, to } }, { lines, timeZone, until: '2029-06-01T00:00:00Z' });

describe('during', () => {
  test('holds an event from its own period on where the last is this one', () => {
    expect(during(['day', 0, 0])).toEqual(['+ 2027-03-10T10:00:00.000Z', '- 2027-03-11T00:00:00.000Z']);
    expect(during(['day', -2, 0])).toEqual(['+ 2027-03-10T10:00:00.000Z', '- 2027-03-13T00:00:00.000Z']);
  });

  test('lets an event in at the first instant of the period in which its own is the last, and out after the first', () => {
    expect(during(['day', -3, -2])).toEqual(['+ 2027-03-12T00:00:00.000Z', '- 2027-03-14T00:00:00.000Z']);
    // 2027-03-10 is a Wednesday.
    expect(during(['week', -1, -1])).toEqual(['+ 2027-03-15T00:00:00.000Z', '- 2027-03-22T00:00:00.000Z']);
    expect(during(['month', -1, -1])).toEqual(['+ 2027-04-01T00:00:00.000Z', '- 2027-05-01T00:00:00.000Z']);
    expect(during(['quarter', -2, -1])).toEqual(['+ 2027-04-01T00:00:00.000Z', '- 2027-10-01T00:00:00.000Z']);
    expect(during(['year', -1, -1])).toEqual(['+ 2028-01-01T00:00:00.000Z', '- 2029-01-01T00:00:00.000Z']);
  });

  test('counts periods of the local calendar', () => {
    expect(during(['month', -1, -1], 'Europe/Berlin')).toEqual([
      '+ 2027-03-31T22:00:00.000Z',
      '- 2027-04-30T22:00:00.000Z',
    ]);
    const late = [purchase({ eventId: 'e1', at: '2027-03-31T22:00:00Z' })];
    expect(
      turns(
        { ...bought, during: { unit: 'month', from: 0, to: 0 } },
        { lines: late, timeZone: 'Europe/Berlin', until: '2027-06-01T00:00:00Z' },
      ),
    ).toEqual(['+ 2027-03-31T22:00:00.000Z', '- 2027-04-30T22:00:00.000Z']);
  });

  test('counts a date that the zone left out as an empty day', () => {
    const ofApia = [purchase({ eventId: 'e1', at: '2011-12-29T20:00:00Z' })];
    const ago = (from: number, to: number) =>
      turns(
        { ...bought, during: { unit: 'day', from, to } },
        { lines: ofApia, timeZone: 'Pacific/Apia', until: '2012-02-01T00:00:00Z' },
      );
    // It was the 29th; the 30th and the 31st begin at one instant.
    expect(ago(-1, -1)).toEqual([]);
    expect(ago(-2, -2)).toEqual(['+ 2011-12-30T10:00:00.000Z', '- 2011-12-31T10:00:00.000Z']);
  });
});

describe('since and until', () => {
  test('hold from an instant on and before another, alone and beside a window', () => {
    const noon = '2027-03-10T10:00:00Z';
    expect(
      held(lines, {
        since: { ...bought, since: noon },
        'since-later': { ...bought, since: '2027-03-10T10:00:00.001Z' },
        until: { ...bought, until: noon },
        'until-later': { ...bought, until: '2027-03-10T11:00:00.001+01:00' },
        both: { ...bought, since: noon, until: '2027-03-10T10:00:00.001Z' },
      }),
    ).toEqual(['since', 'until-later', 'both']);
    expect(
      turns(
        { ...bought, within: 'P1D', since: '2027-03-10' },
        {
          lines: [purchase({ eventId: 'e0', at: '2027-03-09T12:00:00Z' }), ...lines],
          until: '2027-04-01T00:00:00Z',
        },
      ),
    ).toEqual(['+ 2027-03-10T10:00:00.000Z', '- 2027-03-11T10:00:00.000Z']);
  });
});

describe('each with a window', () => {
  test('counts elements in place of events', () => {
    const items = ['a', 'b'].map((sku) => ({ sku, quantity: 1, unitPrice: 5 }));
    const two = [purchase({ eventId: 'e1', at: '2027-03-10T10:00:00Z', items })];
    expect(
      turns(
        { ...bought, each: 'items', between: ['P2D', 'P1D'], times: { eq: 2 } },
        { lines: two, until: '2027-04-01T00:00:00Z' },
      ),
    ).toEqual(['+ 2027-03-11T10:00:00.000Z', '- 2027-03-12T10:00:00.000Z']);
  });
});

describe('an event in the future of its producer', () => {
  test('is taken for one of its arrival', () => {
    const early = [visit({ eventId: 'e1', at: '2027-03-10T10:00:00Z', occurredAt: '2027-03-10T10:04:00Z' })];
    expect(
      turns({ performed: 'VisitMade', between: ['P2D', 'P1D'] }, { lines: early, until: '2027-04-01T00:00:00Z' }),
    ).toEqual(['+ 2027-03-11T10:00:00.000Z', '- 2027-03-12T10:00:00.000Z']);
  });
});

describe('refunds', () => {
  test('have windows of their own', () => {
    const refund = line('PurchaseRefunded', { customerId: 'ann', orderId: 'o', currency: 'GBP', amount: 5 });
    expect(
      held([...lines, refund({ eventId: 'e2', at: '2027-03-12T00:00:00Z' })], {
        'this-month': {
          performed: 'PurchaseRefunded',
          during: { unit: 'month', from: 0, to: 0 },
          sum: 'amount',
          is: { eq: 5 },
        },
        'last-month': { performed: 'PurchaseRefunded', during: { unit: 'month', from: -1, to: -1 } },
      }),
    ).toEqual(['this-month']);
  });
});

agreeWithReplay();
