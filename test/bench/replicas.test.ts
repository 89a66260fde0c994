import { describe, expect, test } from 'vitest';
import { replicas } from '../../bench/data/replicas.ts';

const lines = [
  JSON.stringify({ time: '2026-01-01T00:00:00Z', detail: { eventId: 'e-1', customerId: 'c', total: 5 } }),
  JSON.stringify({ time: '2026-01-02T00:00:00Z', detail: { eventId: 'e-2', anonymousId: 'v' } }),
];

describe('replicas()', () => {
  test('gives each line to so many people, one after the other, and nothing else of it changes', () => {
    const made = [...replicas(lines, 3)].map((line) => JSON.parse(line) as Record<string, unknown>);
    expect(made.map(({ detail }) => detail)).toEqual([
      { eventId: 'e-1', customerId: 'c', total: 5 },
      { eventId: 'e-1', customerId: 'c.r2', total: 5 },
      { eventId: 'e-1', customerId: 'c.r3', total: 5 },
      { eventId: 'e-2', anonymousId: 'v' },
      { eventId: 'e-2', anonymousId: 'v.r2' },
      { eventId: 'e-2', anonymousId: 'v.r3' },
    ]);
    expect(made.map(({ time }) => time).slice(2, 4)).toEqual(['2026-01-01T00:00:00Z', '2026-01-02T00:00:00Z']);
  });

  test('leaves one of each as it is', () => {
    expect([...replicas(lines, 1)]).toEqual(lines);
  });
});
