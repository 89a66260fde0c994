import { describe, expect, test } from 'vitest';
import { purchase } from '../profile/events.ts';
import { holds } from './holds.ts';

const rfm = { recencyDays: [30, 60, 120, 240], frequency: [2, 4, 8, 16], monetary: [1, 2, 3, 4] };
const order = purchase({ at: '2027-01-01T00:00:00Z' });

describe('an age asked of a trait that is no instant', () => {
  test.each(['rfm.recency', 'rfm.frequency', 'orders.count'])('is never met by %s', (trait) => {
    const at = '2027-06-01T00:00:00Z';
    for (const is of [{ olderThan: 'P1D' }, { newerThan: 'P900D' }, { olderThan: 'P1D', gte: 1 }]) {
      expect(holds({ trait, is }, [order], { at, rfm })).toBe(false);
    }
  });
});
