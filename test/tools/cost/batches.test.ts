import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { batchesAt } from '#lib/tools/cost/batches.ts';
import { anyLoad, loadAt } from './loads.ts';

describe('batchesAt()', () => {
  test('takes messages one by one on a quiet system, and ten at once on a busy one', () => {
    expect(batchesAt(loadAt(1))).toMatchObject({ size: 1, perSecond: 1, seconds: 0.015 });
    expect(batchesAt(loadAt(10)).size).toBe(1);
    expect(batchesAt(loadAt(10_000))).toMatchObject({ size: 10, perSecond: 1_000, seconds: 0.02, concurrency: 20 });
    expect(batchesAt(loadAt(1_000_000)).size).toBe(10);
  });

  test('in between, a batch holds what comes while five pollers are busy', () => {
    const { size, seconds, concurrency } = batchesAt(loadAt(1_000));
    // 1,000 a second over 5 pollers are 0.2 a millisecond each, and a batch of 3.25 takes 15 + 2.25 x 5/9 = 16.25 ms.
    expect(size).toBeCloseTo(3.25, 2);
    expect(seconds).toBeCloseTo(0.01625, 5);
    expect(concurrency).toBeCloseTo(5, 9);
  });

  test('begins to gather and fills up exactly where the pollers are busy all the time', () => {
    const fills = 5 / 0.015;
    expect(batchesAt(loadAt(fills)).size).toBeCloseTo(1, 9);
    expect(batchesAt(loadAt(fills * 1.01)).size).toBeGreaterThan(1);
    expect(batchesAt(loadAt(2_499)).size).toBeLessThan(10);
    expect(batchesAt(loadAt(2_500)).size).toBeCloseTo(10, 9);
  });

  test('counts ticks as messages', () => {
    expect(batchesAt(loadAt(1_000, { ticks: 0.5 })).messagesPerSecond).toBe(1_500);
  });

  test('a batch never grows smaller as more comes', () => {
    fc.assert(
      fc.property(anyLoad, fc.double({ min: 1, max: 100, noNaN: true }), (load, factor) => {
        const more = { ...load, eventsPerSecond: load.eventsPerSecond * factor };
        const [one, other] = [batchesAt(load), batchesAt(more)];
        expect(other.size).toBeGreaterThanOrEqual(one.size);
        expect(other.size).toBeLessThanOrEqual(10);
        expect(other.concurrency).toBeGreaterThanOrEqual(one.concurrency * (1 - 1e-9));
      }),
    );
  });
});
