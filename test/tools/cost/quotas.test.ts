import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { updateMs } from '#lib/tools/cost/batches.ts';
import { hotCustomerEventsPerSecond, quotasOf } from '#lib/tools/cost/quotas.ts';
import type { Load } from '#lib/tools/cost/work.ts';
import { anyLoad, loadAt } from './loads.ts';

const quotaIn = (load: Load, name: string) => {
  const found = quotasOf(load).find((quota) => quota.name.startsWith(name));
  if (found === undefined) throw new Error(`Cannot find a quota: there is no ${name}`);
  return found;
};

const places = (load: Load) => quotasOf(load).map(({ name, reachedAt }) => [name, reachedAt]);

describe('quotasOf()', () => {
  test.each([
    // A call for each event, and one for ten changes.
    ['EventBridge PutEvents', { changes: 0.05 }, 10_000 / 1.005],
    ['EventBridge invocations', { changes: 0.25 }, 15_000],
    // Batches of ten: a send, and a fifth of a call; 0.5 polls a second.
    ['SQS FIFO', { ticks: 0 }, (70_000 - 0.5) / 1.2],
    // A hundred batches of ten at a time.
    ['updates at once', { ticks: 0 }, 1_000_000 / updateMs.ten],
    ['updates at once', { ticks: 1 }, 500_000 / updateMs.ten],
    ['DynamoDB writes', { writes: 2 }, 20_000],
    ['DynamoDB reads', { reads: 4 }, 10_000],
    ['the index of who is due', { indexWrites: 0.5 }, 32_000],
  ])('%s with %j is reached at %d events a second, not before', (name, work, rate) => {
    expect(quotaIn(loadAt(1, work), name).reachedAt / rate).toBeCloseTo(1, 6);
    const [before, after] = [0.999, 1.001].map((factor) => quotaIn(loadAt(rate * factor, work), name));
    expect(before?.use).toBeLessThan(before?.limit ?? 0);
    expect(after?.use).toBeGreaterThan(after?.limit ?? Infinity);
  });

  test('tells of a quota that such a load never reaches', () => {
    expect(quotaIn(loadAt(1_000, { indexWrites: 0 }), 'the index')).toMatchObject({ use: 0, reachedAt: Infinity });
  });

  test('puts the one first that is reached first', () => {
    fc.assert(
      fc.property(anyLoad, (load) => {
        const rates = quotasOf(load).map(({ reachedAt }) => reachedAt);
        expect(rates).toEqual(rates.toSorted((one, other) => one - other));
      }),
    );
  });

  test('where a quota is reached does not depend on how far the load is from it', () => {
    fc.assert(
      fc.property(anyLoad, fc.double({ min: 0.01, max: 1_000_000, noNaN: true }), (load, eventsPerSecond) => {
        expect(places({ ...load, eventsPerSecond })).toEqual(places(load));
      }),
    );
  });
});

describe('hotCustomerEventsPerSecond()', () => {
  test('is what a partition of 1,000 write units a second takes', () => {
    expect(hotCustomerEventsPerSecond(loadAt(1, { writes: 2.5 }))).toBe(400);
  });
});
