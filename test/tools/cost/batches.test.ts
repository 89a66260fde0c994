import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { batchesAt, updateMs } from '#lib/tools/cost/batches.ts';
import { measuredUpdate, tableCallsMs } from '#lib/tools/cost/measured-times.ts';
import { anyLoad, loadAt } from './loads.ts';

/** Seconds of a batch of one and of ten. */
const [single, ten] = [updateMs.one / 1000, updateMs.ten / 1000];
/** The rate at which five pollers, busy all the time, take full batches. */
const full = (5 * 10) / ten;
/** The rate from which on they are busy all the time. */
const busy = 5 / single;

describe('updateMs', () => {
  test('is its calls, and its work on the share of a processor that comes with 512 of 1,769 MB', () => {
    expect(updateMs.one).toBeCloseTo(tableCallsMs + (measuredUpdate.one * 1_769) / 512, 9);
    expect(updateMs.ten).toBeCloseTo(tableCallsMs + (measuredUpdate.ten * 1_769) / 512, 9);
    expect(updateMs.ten).toBeGreaterThan(updateMs.one);
    expect(updateMs.ten).toBeLessThan(10 * updateMs.one);
  });
});

describe('batchesAt()', () => {
  test('takes messages one by one on a quiet system, and ten at once on a busy one', () => {
    expect(batchesAt(loadAt(1))).toMatchObject({ size: 1, perSecond: 1, seconds: single });
    expect(batchesAt(loadAt(10)).size).toBe(1);
    const most = batchesAt(loadAt(10_000));
    expect(most).toMatchObject({ size: 10, perSecond: 1_000, seconds: ten });
    expect(most.concurrency).toBeCloseTo(1_000 * ten, 9);
    expect(batchesAt(loadAt(1_000_000)).size).toBe(10);
  });

  test('in between, a batch holds what comes while five pollers are busy', () => {
    const rate = (busy + full) / 2;
    const { size, seconds, concurrency } = batchesAt(loadAt(rate));
    // Each of them takes what came meanwhile, and a batch takes as long as that is.
    expect(size).toBeCloseTo((rate / 5) * seconds, 9);
    expect(seconds).toBeCloseTo(single + ((size - 1) * (ten - single)) / 9, 9);
    expect(size).toBeGreaterThan(1);
    expect(size).toBeLessThan(10);
    expect(concurrency).toBeCloseTo(5, 9);
  });

  test('begins to gather and fills up exactly where the pollers are busy all the time', () => {
    expect(batchesAt(loadAt(busy)).size).toBeCloseTo(1, 9);
    expect(batchesAt(loadAt(busy * 1.01)).size).toBeGreaterThan(1);
    expect(batchesAt(loadAt(full * 0.999)).size).toBeLessThan(10);
    expect(batchesAt(loadAt(full)).size).toBeCloseTo(10, 9);
  });

  test('counts ticks as messages', () => {
    expect(batchesAt(loadAt(1_000, { ticks: 0.5 })).messagesPerSecond).toBe(1_500);
  });

  test('takes the ticks of a sweep by ten, and the events that come meanwhile', () => {
    const [rate, ticks] = [100, 0.5];
    const { size, perSecond, seconds, concurrency } = batchesAt(loadAt(rate, { ticks }));
    // 50 ticks a second are taken at the pollers' full rate, less the events that come meanwhile.
    const share = (rate * ticks) / (full - rate);
    const [burst, steady] = [(rate * ticks + share * rate) / 10, (1 - share) * rate];
    expect(perSecond).toBeCloseTo(burst + steady, 9);
    expect(size).toBeCloseTo(150 / perSecond, 9);
    expect(concurrency).toBeCloseTo(burst * ten + steady * single, 9);
    expect(seconds).toBeCloseTo(concurrency / perSecond, 9);
  });

  test('divides the few ticks of a sweep among the pollers', () => {
    // 30 a minute: 6 for each of five.
    const { perSecond } = batchesAt(loadAt(1, { ticks: 0.5 }));
    const sixes = (5 * 6) / (single + (5 * (ten - single)) / 9);
    const share = 0.5 / (sixes - 1);
    expect(perSecond).toBeCloseTo((0.5 + share) / 6 + (1 - share), 9);
    // 5 a minute: one for each.
    expect(batchesAt(loadAt(1, { ticks: 5 / 60 })).size).toBeCloseTo(1, 9);
  });

  test('takes everything by ten where a sweep’s ticks are not done before the next', () => {
    const rate = full / 1.5;
    expect(batchesAt(loadAt(rate, { ticks: 0.5 })).size).toBeCloseTo(10, 6);
    expect(batchesAt(loadAt(rate * 0.99, { ticks: 0.5 })).size).toBeLessThan(10);
  });

  test('a batch never grows smaller as more comes', () => {
    fc.assert(
      fc.property(anyLoad, fc.double({ min: 1, max: 100, noNaN: true }), (load, factor) => {
        const more = { ...load, eventsPerSecond: load.eventsPerSecond * factor };
        const [one, other] = [batchesAt(load), batchesAt(more)];
        expect(other.size).toBeGreaterThanOrEqual(one.size * (1 - 1e-9));
        expect(other.size).toBeLessThanOrEqual(10);
        expect(other.concurrency).toBeGreaterThanOrEqual(one.concurrency * (1 - 1e-9));
      }),
    );
  });
});
