import { describe, expect, test } from 'vitest';
import type { Segment } from '#lib/core/segments/language/language.ts';
import { changesIn, replayed } from './replayed.ts';
import { erasure, linked, purchase, visit } from './said.ts';

const visitor = { anonymousId: 'visitor-1' };
const active: Segment = { key: 'active', when: { performed: 'VisitMade', within: 'P7D' } };
const keen: Segment = { key: 'keen', when: { performed: 'VisitMade', times: { gte: 2 } } };
const segments = [active, keen];

describe('replay() when a visitor is linked', () => {
  test('ends the visitor’s memberships and makes the past the customer’s', async () => {
    const events = [
      visit({ at: '2026-03-01T10:00:00Z', ...visitor }),
      visit({ at: '2026-03-02T10:00:00Z' }),
      linked({ at: '2026-03-03T10:00:00Z' }),
    ];
    const result = await replayed({ segments, events });
    expect(changesIn(result)).toEqual([
      '~visitor-1 1 +active 2026-03-01T10:00:00.000Z live',
      'cust-1 1 +active 2026-03-02T10:00:00.000Z live',
      '~visitor-1 2 -active 2026-03-03T10:00:00.000Z merge',
      'cust-1 2 +keen 2026-03-03T10:00:00.000Z merge',
    ]);
    expect(result.changes[2]?.detail).toMatchObject({ changeId: '~visitor-1:2', nextReviewAt: null });
    expect(result.profiles).toHaveLength(1);
    expect(result.profiles[0]).toMatchObject({
      customerId: 'cust-1',
      traits: { visits: { count: 2, firstAt: '2026-03-01T10:00:00.000Z' } },
    });
    expect(result.summary).toMatchObject({ applied: 3, customers: 1, visitors: 0, changes: 4 });
  });

  test('first runs time up to the link, for both', async () => {
    const events = [
      visit({ at: '2026-03-01T10:00:00Z', ...visitor }),
      purchase({ at: '2026-03-02T10:00:00Z' }),
      linked({ at: '2026-03-20T10:00:00Z' }),
    ];
    expect(changesIn(await replayed({ segments, events }))).toEqual([
      '~visitor-1 1 +active 2026-03-01T10:00:00.000Z live',
      '~visitor-1 2 -active 2026-03-08T10:00:00.000Z timer',
    ]);
  });

  test('links at the latest of the arrival and both clocks', async () => {
    const ofVisitor = visit({ at: '2026-03-05T10:00:00Z', ...visitor });
    const late = [ofVisitor, purchase({ at: '2026-03-02T10:00:00Z' }), linked({ at: '2026-03-03T10:00:00Z' })];
    expect(changesIn(await replayed({ segments, events: late }))).toEqual([
      '~visitor-1 1 +active 2026-03-05T10:00:00.000Z live',
      '~visitor-1 2 -active 2026-03-05T10:00:00.000Z merge',
      'cust-1 1 +active 2026-03-05T10:00:00.000Z merge',
    ]);
    const later = [ofVisitor, purchase({ at: '2026-03-06T10:00:00Z' }), linked({ at: '2026-03-03T10:00:00Z' })];
    expect(changesIn(await replayed({ segments, events: later })).slice(1)).toEqual([
      '~visitor-1 2 -active 2026-03-06T10:00:00.000Z merge',
      'cust-1 1 +active 2026-03-06T10:00:00.000Z merge',
    ]);
  });

  test('gives later events of the visitor alone to the customer, at the customer’s clock', async () => {
    const events = [
      linked({ at: '2026-03-03T10:00:00Z' }),
      visit({ at: '2026-03-02T10:00:00Z', ...visitor }),
      visit({ at: '2026-03-04T10:00:00Z', ...visitor }),
    ];
    expect(changesIn(await replayed({ segments, events }))).toEqual([
      'cust-1 1 +active 2026-03-03T10:00:00.000Z live',
      'cust-1 2 +keen 2026-03-04T10:00:00.000Z live',
    ]);
  });

  test('lets the first link stand, and counts a second customer who names the visitor', async () => {
    const events = [
      linked({ at: '2026-03-01T10:00:00Z' }),
      linked({ at: '2026-03-02T10:00:00Z', customerId: 'cust-2', eventId: 'second' }),
      linked({ at: '2026-03-02T10:00:00Z', customerId: 'cust-2', eventId: 'second' }),
      visit({ at: '2026-03-03T10:00:00Z', ...visitor }),
    ];
    const result = await replayed({ segments, events });
    expect(result.summary).toMatchObject({ applied: 3, duplicates: 1, identityConflicts: 1, customers: 2 });
    expect(changesIn(result)).toEqual(['cust-1 1 +active 2026-03-03T10:00:00.000Z live']);
  });

  test('knows the same eventId under visitor and customer as two facts', async () => {
    const events = [
      visit({ at: '2026-03-01T10:00:00Z', eventId: 'same', ...visitor }),
      visit({ at: '2026-03-01T11:00:00Z', eventId: 'same' }),
      linked({ at: '2026-03-01T12:00:00Z' }),
      visit({ at: '2026-03-01T13:00:00Z', occurredAt: '2026-03-01T10:00:00Z', eventId: 'same', ...visitor }),
    ];
    const result = await replayed({ segments, events });
    expect(result.summary).toMatchObject({ applied: 3, duplicates: 1 });
    expect(result.profiles[0]).toMatchObject({ traits: { visits: { count: 2 } } });
  });
});

describe('replay() when a person is erased', () => {
  const sad = visit({ at: '2026-03-02T10:00:00Z', path: 5, referrer: 'my-secret' });
  const events = [
    visit({ at: '2026-03-01T10:00:00Z' }),
    linked({ at: '2026-03-01T11:00:00Z' }),
    sad,
    erasure({ at: '2026-03-20T10:00:00Z' }),
    visit({ at: '2026-03-20T11:00:00Z', referrer: 'my-secret' }),
    visit({ at: '2026-03-20T12:00:00Z', ...visitor, referrer: 'my-secret' }),
    erasure({ at: '2026-03-21T10:00:00Z' }),
  ];

  test('runs time up to it, ends the memberships, announces it, and refuses what comes later', async () => {
    const short = [events[0] ?? '', erasure({ at: '2026-03-02T10:00:00Z' })];
    const erased = await replayed({ segments, events: short });
    expect(changesIn(erased)).toEqual([
      'cust-1 1 +active 2026-03-01T10:00:00.000Z live',
      'cust-1 2 -active 2026-03-02T10:00:00.000Z erasure',
      'cust-1 erased 2026-03-02T10:00:00.000Z',
    ]);
    expect(erased.changes[1]?.detail).toMatchObject({ nextReviewAt: null });
    const result = await replayed({ segments, events });
    expect(changesIn(result).slice(-2)).toEqual([
      'cust-1 2 -active 2026-03-08T10:00:00.000Z timer',
      'cust-1 erased 2026-03-20T10:00:00.000Z',
    ]);
    expect(result.profiles).toEqual([]);
    expect(result.quarantine.map(({ line, reason }) => `${line} ${reason}`)).toEqual([
      '3 invalid',
      '5 erased',
      '6 erased',
    ]);
    expect(result.summary).toMatchObject({ events: 7, applied: 3, duplicates: 1, quarantined: 3 });
  });

  test('takes effect at the person’s clock where the request arrives with an earlier time', async () => {
    const late = [visit({ at: '2026-03-05T10:00:00Z' }), erasure({ at: '2026-03-03T10:00:00Z' })];
    expect(changesIn(await replayed({ segments, events: late })).slice(1)).toEqual([
      'cust-1 2 -active 2026-03-05T10:00:00.000Z erasure',
      'cust-1 erased 2026-03-05T10:00:00.000Z',
    ]);
  });

  test('keeps nothing of what the person’s quarantined entries said', async () => {
    const { quarantine } = await replayed({ segments, events });
    expect(JSON.stringify(quarantine)).not.toContain('my-secret');
    expect(quarantine[0]).toEqual({
      line: 3,
      reason: 'invalid',
      message: expect.stringMatching(/path must be a text .*, current value is forgotten$/) as string,
      entry: { time: '2026-03-02T10:00:00Z', source: 'shop.test', 'detail-type': 'VisitMade' },
    });
  });

  test('keeps what others’ quarantined entries said', async () => {
    const other = { ...sad, detail: { ...sad.detail, customerId: 'cust-2' } };
    const { quarantine } = await replayed({ segments, events: [other, ...events] });
    expect(quarantine[0]).toMatchObject({ line: 1, entry: other });
  });
});
