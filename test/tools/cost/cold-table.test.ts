import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { coldTableOf } from '#lib/tools/cost/cold-table.ts';
import { pricesIn } from '#lib/tools/cost/prices.ts';
import { anyLoad, loadAt } from './loads.ts';

const prices = pricesIn('us-east-1');

describe('coldTableOf()', () => {
  test.each([
    ['writes of the table', { writes: 2, reads: 3, indexWrites: 1 }, 2_000],
    ['writes of the index', { writes: 2, reads: 3, indexWrites: 4 }, 1_000],
    ['reads', { writes: 2, reads: 12, indexWrites: 1 }, 1_000],
  ])('a new table runs out of its %s first', (_, work, eventsPerSecond) => {
    expect(coldTableOf(loadAt(1, work), prices)).toEqual({ eventsPerSecond, warmThroughput: undefined, dollars: 0 });
  });

  test('more is asked for, and paid for once, of the table and of the index', () => {
    const cold = coldTableOf(loadAt(5_000, { writes: 2, reads: 3, indexWrites: 1 }), prices);
    expect(cold.warmThroughput).toEqual({ reads: 15_000, writes: 10_000 });
    expect(cold.dollars).toBeCloseTo(2 * (3_000 * 0.00013 + 6_000 * 0.00065), 9);
  });

  test('what is asked for carries the load, and is never below what a new table takes', () => {
    fc.assert(
      fc.property(anyLoad, (load) => {
        const { warmThroughput = { reads: 12_000, writes: 4_000 }, dollars } = coldTableOf(load, prices);
        const { eventsPerSecond, work } = load;
        expect(warmThroughput.reads).toBeGreaterThanOrEqual(Math.max(12_000, Math.floor(eventsPerSecond * work.reads)));
        expect(warmThroughput.writes).toBeGreaterThanOrEqual(
          Math.max(4_000, Math.floor(eventsPerSecond * Math.max(work.writes, work.indexWrites))),
        );
        expect(dollars).toBeGreaterThanOrEqual(0);
      }),
    );
  });
});
