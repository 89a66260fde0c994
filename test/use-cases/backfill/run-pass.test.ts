import { describe, expect, test } from 'vitest';
import { usualPatience } from '#lib/use-cases/backfill/after-round.ts';
import type { Pass } from '#lib/use-cases/backfill/pass.ts';
import { runPass } from '#lib/use-cases/backfill/run-pass.ts';
import type { Ticker } from '#lib/use-cases/backfill/ticker.ts';
import { crowdBehind, targetOf } from './crowd-behind.ts';
import { virtualTime } from './virtual-time.ts';

const conducted = (count: number, { rate = 100, deployment = 2 } = {}) => {
  const time = virtualTime();
  const crowd = crowdBehind(count, time.now);
  const told: Pass[] = [];
  const deps = {
    ...crowd,
    ...time,
    target: targetOf(deployment),
    rate,
    patience: usualPatience,
    announce: async (pass: Pass) => void told.push(pass),
  };
  return { ...crowd, time, told, deps };
};

const sumOf = (ticks: readonly { readonly persons: readonly unknown[] }[]) =>
  ticks.reduce((sum, { persons }) => sum + persons.length, 0);

describe('runPass()', () => {
  test('ticks everybody who is behind once, and looks again before it believes that nobody is', async () => {
    const { deps, time, ticks, decidedBy } = conducted(2500);
    const pass = await time.run(runPass(deps));
    expect(pass).toMatchObject({ outcome: 'complete', attempt: 2, counts: [2500, 0], ticked: 2500, behind: 0 });
    expect(new Set(ticks.flatMap(({ persons }) => persons)).size).toBe(2500);
    expect(sumOf(ticks)).toBe(2500);
    expect(new Set(decidedBy.values())).toEqual(new Set([2]));
  });

  test.each([
    [1, 40],
    [3, 60],
    [100, 5000],
    [1000, 6000],
  ])('at %i a second, never sends more in any span of time, and is hardly slower', async (rate, count) => {
    const { deps, time, ticks } = conducted(count, { rate });
    const { parts } = await time.run(runPass(deps));
    const sent = ticks.flatMap(({ at, persons }) => persons.map(() => at)).sort((one, other) => one - other);
    // What goes out at one instant was waited for before: a batch for each part that works.
    const atOnce = parts * Math.max(1, Math.min(10, Math.floor(rate / parts)));
    for (const span of [100, 1000, 10_000, 60_000]) {
      const bound = (rate * span) / 1000 + atOnce;
      const most = sent.map((at, index) => index + 1 - sent.findIndex((other) => other > at - span));
      expect(Math.max(...most)).toBeLessThanOrEqual(bound);
    }
    expect(sent.at(-1)).toBeGreaterThanOrEqual(((count - atOnce) / rate) * 1000);
    expect(sent.at(-1)).toBeLessThan((count / rate) * 1000 * 1.5 + 2000);
  });

  test('goes again to those who stay behind, for a while, and then says how many they are', async () => {
    const { deps, time, stubborn, everybody, ticks } = conducted(300);
    const [one, other] = [everybody[17], everybody[211]];
    if (one && other) stubborn.add(one).add(other);
    const pass = await time.run(runPass(deps));
    expect(pass).toMatchObject({ outcome: 'incomplete', behind: 2, counts: [300, 2, 2, 2] });
    expect(sumOf(ticks)).toBe(306);
    expect(time.now()).toBeLessThan(15 * 60_000);
  });

  test('is complete once those who stayed behind could be decided after all', async () => {
    const { deps, time, stubborn, everybody } = conducted(300);
    const [one] = everybody;
    if (one) stubborn.add(one);
    const mended: Ticker = {
      ...deps.ticker,
      tick: (persons, reason) => {
        if (reason.attempt === 3) stubborn.clear();
        return deps.ticker.tick(persons, reason);
      },
    };
    const pass = await time.run(runPass({ ...deps, ticker: mended }));
    expect(pass).toMatchObject({ outcome: 'complete', counts: [300, 1, 1, 0] });
  });

  test('two deployments in quick succession converge on the later, and the earlier pass says so', async () => {
    const { deps, time, decidedBy } = conducted(3000, { deployment: 2 });
    const later = { ...deps, target: targetOf(3), announce: async () => {} };
    const both = async () => {
      const earlier = runPass(deps);
      await time.sleep(5000);
      return Promise.all([earlier, runPass(later)]);
    };
    const [earlier, last] = await time.run(both());
    expect(earlier).toMatchObject({ outcome: 'superseded', supersededBy: 3 });
    expect(last).toMatchObject({ outcome: 'complete' });
    expect(new Set(decidedBy.values())).toEqual(new Set([3]));
  });

  test('keeps its place where the queue takes nothing, and gives up when that does not end', async () => {
    const { deps, time, ticks } = conducted(300);
    let refusals = 0;
    const refusing: Ticker = {
      ...deps.ticker,
      tick: async (persons, reason) => {
        refusals += 1;
        return refusals > 3 ? deps.ticker.tick(persons, reason) : persons.length;
      },
    };
    expect(await time.run(runPass({ ...deps, ticker: refusing }))).toMatchObject({ outcome: 'complete' });
    expect(sumOf(ticks)).toBe(300);
    const again = conducted(300);
    const mute: Ticker = { ...again.deps.ticker, tick: async (persons) => persons.length };
    const pass = await again.time.run(runPass({ ...again.deps, ticker: mute }));
    expect(pass).toMatchObject({ outcome: 'failed', ticked: 0 });
  });

  test('tells when it has begun, after each round, and when it is over', async () => {
    const { deps, time, told } = conducted(12_000);
    await time.run(runPass(deps));
    expect(told.length).toBeGreaterThan(4);
    expect(told.map(({ rounds }) => rounds)).toEqual(told.map((_, index) => index));
    expect(told.filter(({ outcome }) => outcome !== undefined)).toEqual([told.at(-1)]);
  });
});
