import { setImmediate } from 'node:timers/promises';
import { describe, expect, test } from 'vitest';
import { readAhead } from '#lib/use-cases/insight/read-ahead.ts';

/** Reads that end in an order of their own. */
const reader = () => {
  const counts = { now: 0, most: 0 };
  const read = async (input: number): Promise<number> => {
    counts.now += 1;
    counts.most = Math.max(counts.most, counts.now);
    for (let turn = 0; turn < (input * 7) % 5; turn += 1) await setImmediate();
    counts.now -= 1;
    if (input === 60) throw new Error(`cannot read ${input}`);
    return input * 2;
  };
  return { counts, read };
};

const numbers = (count: number): readonly number[] => Array.from({ length: count }, (_, index) => index);

describe('readAhead()', () => {
  test('gives every result in the order of the inputs, and reads at most 32 at once', async () => {
    const { counts, read } = reader();
    expect(await Array.fromAsync(readAhead(numbers(60), read))).toEqual(numbers(60).map((input) => input * 2));
    expect(counts.most).toBeGreaterThan(10);
    expect(counts.most).toBeLessThanOrEqual(32);
    expect(await Array.fromAsync(readAhead([], read))).toEqual([]);
  });

  test('throws what a read throws, after the results before it', async () => {
    const taken: number[] = [];
    const take = async (): Promise<void> => {
      for await (const result of readAhead(numbers(90), reader().read)) taken.push(result);
    };
    await expect(take()).rejects.toThrow('cannot read 60');
    expect(taken).toHaveLength(60);
  });
});
