import { describe, expect, test } from 'vitest';
import type { Segment } from '#lib/core/segments/language/language.ts';
import { changesIn, replayed } from './replayed.ts';
import { consent, described, purchase, visit } from './said.ts';

const recent: Segment = { key: 'recent', when: { performed: 'PurchaseMade', within: 'P30D' } };
const lapsed: Segment = { key: 'lapsed', when: { trait: 'orders.lastAt', is: { olderThan: 'P30D' } } };
const bought = purchase({ at: '2026-03-01T10:00:00Z' });

const again = (at: string) => replayed({ segments: [recent], events: [bought, purchase({ at })] });

describe('replay() when time passes', () => {
  test('lets an event leave its window at t + D exactly, at --until included', async () => {
    const at = await replayed({ segments: [recent], events: [bought], until: '2026-03-31T10:00:00Z' });
    const before = await replayed({ segments: [recent], events: [bought], until: '2026-03-31T09:59:59.999Z' });
    expect(changesIn(at)).toEqual([
      'cust-1 1 +recent 2026-03-01T10:00:00.000Z live',
      'cust-1 2 -recent 2026-03-31T10:00:00.000Z timer',
    ]);
    expect(at.changes[1]?.detail).toMatchObject({
      cause: { dueAt: '2026-03-31T10:00:00.000Z' },
      decidedAt: '2026-03-31T10:00:00.000Z',
      enteredAt: '2026-03-01T10:00:00.000Z',
      nextReviewAt: null,
      segments: [],
    });
    expect(changesIn(before)).toHaveLength(1);
    expect(before.profiles[0]).toMatchObject({
      asOf: '2026-03-31T09:59:59.999Z',
      nextReviewAt: '2026-03-31T10:00:00.000Z',
      segments: [{ key: 'recent', enteredAt: '2026-03-01T10:00:00.000Z' }],
    });
  });

  test('numbers what changes at one instant in the order of the catalogue', async () => {
    const segments: readonly Segment[] = [lapsed, { key: 'not-recent', when: { not: { segment: 'recent' } } }, recent];
    const result = await replayed({ segments, events: [bought], until: '2026-04-01T00:00:00Z' });
    expect(changesIn(result).slice(1)).toEqual([
      'cust-1 2 +lapsed 2026-03-31T10:00:00.000Z timer',
      'cust-1 3 +not-recent 2026-03-31T10:00:00.000Z timer',
      'cust-1 4 -recent 2026-03-31T10:00:00.000Z timer',
    ]);
  });

  test('runs strictly up to an arrival: an event at the very edge of the window keeps the customer in', async () => {
    expect(changesIn(await again('2026-03-31T10:00:00Z'))).toEqual(['cust-1 1 +recent 2026-03-01T10:00:00.000Z live']);
    expect(changesIn(await again('2026-03-31T10:00:00.001Z'))).toEqual([
      'cust-1 1 +recent 2026-03-01T10:00:00.000Z live',
      'cust-1 2 -recent 2026-03-31T10:00:00.000Z timer',
      'cust-1 3 +recent 2026-03-31T10:00:00.001Z live',
    ]);
  });

  test('does not run for one customer because another has an event', async () => {
    const events = [
      bought,
      purchase({ at: '2026-05-01T00:00:00Z', customerId: 'cust-2' }),
      purchase({ at: '2026-03-20T00:00:00Z' }),
    ];
    const result = await replayed({ segments: [recent], events });
    expect(changesIn(result).filter((change) => change.startsWith('cust-1'))).toEqual([
      'cust-1 1 +recent 2026-03-01T10:00:00.000Z live',
      'cust-1 2 -recent 2026-04-19T00:00:00.000Z timer',
    ]);
  });

  test('places an event by its own time, however late it arrives', async () => {
    const late = purchase({ at: '2026-03-20T00:00:00Z', occurredAt: '2026-02-25T00:00:00Z' });
    const result = await replayed({ segments: [recent], events: [late], until: '2026-04-01T00:00:00Z' });
    expect(changesIn(result)).toEqual([
      'cust-1 1 +recent 2026-03-20T00:00:00.000Z live',
      'cust-1 2 -recent 2026-03-27T00:00:00.000Z timer',
    ]);
  });

  test('never goes back: what arrives with an earlier time is decided at the customer’s clock', async () => {
    const twice: Segment = { key: 'twice', when: { performed: 'PurchaseMade', times: { gte: 2 } } };
    const result = await replayed({ segments: [twice], events: [bought, purchase({ at: '2026-02-20T00:00:00Z' })] });
    expect(changesIn(result)).toEqual(['cust-1 1 +twice 2026-03-01T10:00:00.000Z live']);
    expect(result.profiles[0]).toMatchObject({ traits: { orders: { firstAt: '2026-02-20T00:00:00.000Z' } } });
  });

  test('enters when nothing followed for G and leaves with the window', async () => {
    const abandoned: Segment = {
      key: 'abandoned',
      when: {
        performed: 'VisitMade',
        where: { action: { eq: 'cart' } },
        notFollowedBy: { performed: 'PurchaseMade' },
        for: 'PT2H',
        within: 'P7D',
      },
    };
    const cart = visit({ at: '2026-03-01T10:00:00Z', action: 'cart' });
    const until = '2026-04-01T00:00:00Z';
    const paid = (at: string) => replayed({ segments: [abandoned], events: [cart, purchase({ at })], until });
    expect(changesIn(await replayed({ segments: [abandoned], events: [cart], until }))).toEqual([
      'cust-1 1 +abandoned 2026-03-01T12:00:00.000Z timer',
      'cust-1 2 -abandoned 2026-03-08T10:00:00.000Z timer',
    ]);
    expect(changesIn(await paid('2026-03-01T12:00:00Z'))).toEqual([]);
    expect(changesIn(await paid('2026-03-01T12:00:00.001Z'))).toEqual([
      'cust-1 1 +abandoned 2026-03-01T12:00:00.000Z timer',
      'cust-1 2 -abandoned 2026-03-01T12:00:00.001Z live',
    ]);
  });

  test('has birthdays, those of 29 February on 1 March in common years', async () => {
    const adult: Segment = { key: 'adult', when: { trait: 'demographic.age', is: { gte: 18 } } };
    const born = described({ at: '2026-01-10T00:00:00Z', traits: { demographic: { birthDate: '2008-02-29' } } });
    const result = await replayed({ segments: [adult], events: [born], until: '2026-03-01T00:00:00Z' });
    expect(changesIn(result)).toEqual(['cust-1 1 +adult 2026-03-01T00:00:00.000Z timer']);
    expect(result.profiles[0]).toMatchObject({
      traits: { demographic: { birthDate: '2008-02-29', age: 18 } },
      sources: { 'demographic.birthDate': { via: 'crm', at: '2026-01-10T00:00:00.000Z' } },
    });
  });

  test('takes the newest consent by event time, and nobody in without it', async () => {
    const letter: Segment = { key: 'letter', when: { all: [] }, requires: { consent: 'marketing' } };
    const events = [
      consent({ at: '2026-03-01T00:00:00Z' }),
      consent({ at: '2026-03-03T00:00:00Z', granted: false }),
      consent({ at: '2026-03-04T00:00:00Z', occurredAt: '2026-03-02T00:00:00Z' }),
    ];
    expect(changesIn(await replayed({ segments: [letter], events }))).toEqual([
      'cust-1 1 +letter 2026-03-01T00:00:00.000Z live',
      'cust-1 2 -letter 2026-03-03T00:00:00.000Z live',
    ]);
  });

  test('does not depend on how many lines are handed over at once', async () => {
    const events = Array.from({ length: 40 }, (_, index) =>
      purchase({ at: new Date(Date.UTC(2026, 0, 1 + index * 9)).toISOString(), customerId: `cust-${index % 3}` }),
    );
    const given = { segments: [recent, lapsed], events, until: '2027-03-01T00:00:00Z' };
    const whole = await replayed(given);
    expect(whole.changes.length).toBeGreaterThan(6);
    expect(await replayed({ ...given, block: 1 })).toEqual(whole);
  });
});
