import { describe, expect, test } from 'vitest';
import { changesIn, replayed } from './replayed.ts';
import { purchase } from './said.ts';

const buyers = { key: 'buyers', when: { performed: 'PurchaseMade' } } as const;
const at = '2026-03-01T10:00:00Z';
const one = purchase({ at, eventId: 'one' });

const refused = async (...events: readonly (string | object)[]) => {
  const { quarantine, summary } = await replayed({ segments: [buyers], events });
  expect(summary.events).toBe(summary.applied + summary.duplicates + summary.quarantined);
  return quarantine;
};

describe('replay() when an entry does not fit', () => {
  test('names the field, the rule and the value, and keeps the entry whole', async () => {
    const bad = purchase({ at, total: -5, note: 'any other field' });
    expect(await refused(bad)).toEqual([
      {
        line: 1,
        reason: 'invalid',
        message: 'Cannot accept PurchaseMade as an event: total must be an integer of at least 0, current value is -5',
        entry: bad,
      },
    ]);
  });

  test.each([
    ['no JSON', '{"time": "2026-03-01', 'invalid'],
    ['a blank line', '', 'invalid'],
    ['JSON that is not an object', '[1, 2]', 'invalid'],
    ['no time', { ...one, time: undefined }, 'invalid'],
    ['a time without offset', { ...one, time: '2026-03-01T10:00:00' }, 'invalid'],
    ['an unknown type, whatever its time', { ...one, 'detail-type': 'Sneezed', time: 'soon' }, 'unknown-type'],
    ['5 minutes and a millisecond in the future', purchase({ at, occurredAt: '2026-03-01T10:05:00.001Z' }), 'future'],
  ])('refuses %s and applies the next', async (_what, line, reason) => {
    const result = await replayed({ segments: [buyers], events: [line, one] });
    expect(result.quarantine).toMatchObject([{ line: 1, reason }]);
    expect(changesIn(result)).toEqual(['cust-1 1 +buyers 2026-03-01T10:00:00.000Z live']);
  });

  test('takes an event of 5 minutes in the future as one of its arrival', async () => {
    const early = purchase({ at, occurredAt: '2026-03-01T10:05:00Z' });
    const { profiles } = await replayed({ segments: [buyers], events: [early] });
    expect(profiles[0]).toMatchObject({ traits: { orders: { lastAt: '2026-03-01T10:00:00.000Z' } } });
  });

  test('tells a conflict from a duplicate, whatever the order of keys', async () => {
    const { detail, ...envelope } = one;
    const reordered = { ...envelope, detail: Object.fromEntries(Object.entries(detail).reverse()) };
    const other = { ...envelope, detail: { ...detail, total: 1 } };
    const { summary, quarantine } = await replayed({ segments: [buyers], events: [one, reordered, other, one] });
    expect(summary).toMatchObject({ applied: 1, duplicates: 2, quarantined: 1 });
    expect(quarantine).toMatchObject([{ line: 3, reason: 'conflict', entry: other }]);
  });

  test('keeps a line that is not JSON as its text', async () => {
    expect(await refused('not JSON')).toMatchObject([{ entry: 'not JSON' }]);
  });

  test('lets time run on to the latest arrival, also that of an entry which was refused', async () => {
    const window = { key: 'window', when: { performed: 'PurchaseMade', within: 'P1D' } } as const;
    const bad = purchase({ at: '2026-03-02T10:00:00Z', total: -5 });
    const result = await replayed({ segments: [window], events: [one, bad, 'not JSON'] });
    expect(changesIn(result)).toEqual([
      'cust-1 1 +window 2026-03-01T10:00:00.000Z live',
      'cust-1 2 -window 2026-03-02T10:00:00.000Z timer',
    ]);
  });
});
