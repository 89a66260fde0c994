import { describe, expect, test } from 'vitest';
import type { RateLimit } from '#lib/use-cases/api/access/rate-limit.ts';

interface Rate {
  readonly most: number;
  readonly within: number;
  readonly now: () => number;
}

/** What every way of counting how often a caller does something promises. */
export const rateLimitContract = (name: string, limitBy: (rate: Rate) => Promise<RateLimit>): void => {
  const begun = async (most = 2) => {
    const clock = { now: 1_800_000_000_000 };
    const start = clock.now;
    const mayOnce = await limitBy({ most, within: 60_000, now: () => clock.now });
    const at = async (ms: number, caller = 'ada'): Promise<boolean> => {
      clock.now = start + ms;
      return mayOnce(caller);
    };
    return { mayOnce, at };
  };

  describe(`the limit of a rate: ${name}`, () => {
    test('lets a caller do it so often, and each caller alike', async () => {
      const { at } = await begun();
      expect([await at(0), await at(0), await at(0)]).toEqual([true, true, false]);
      expect([await at(0, 'bob'), await at(0, 'bob'), await at(0, 'bob')]).toEqual([true, true, false]);
    });

    test('counts any stretch of the time, and not what was refused', async () => {
      const { at } = await begun();
      expect([await at(0), await at(30_000), await at(59_999)]).toEqual([true, true, false]);
      expect([await at(60_000), await at(60_001), await at(89_999)]).toEqual([true, false, false]);
      expect([await at(90_000), await at(119_999), await at(120_000)]).toEqual([true, false, true]);
    });

    test('lets no more through of those who come at once', async () => {
      const { mayOnce } = await begun(3);
      const answers = await Promise.all(Array.from({ length: 8 }, async () => mayOnce('ada')));
      expect(answers.filter(Boolean)).toHaveLength(3);
    });
  });
};
