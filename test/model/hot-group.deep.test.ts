import { describe, expect, test } from 'vitest';
import { audit } from './audit.ts';
import { once } from '#lib/core/once.ts';
import { detourMutants } from './mutants.ts';
import { openBoundary, type Boundary } from './boundary.ts';
import { runSteadily, steadyWorld } from './steady.ts';
import { eightVisitors, visit } from './visits.ts';
import { start } from './workload.ts';
import type { World } from './world.ts';

const second = 1000;
const minute = 60 * second;

/** A robot says 16 things a second for a minute and a half, and once more long after. */
const robot = [
  ...Array.from({ length: 16 * 90 }, (_, n) => visit('robot', n, start + Math.floor(n / 8) * (second / 2))),
  visit('robot', 10_000, start + 4 * minute),
  visit('robot', 10_001, start + 5 * minute),
];

const workload = [...robot, ...eightVisitors].toSorted((one, other) => one.at - other.at);

/**
 * Scaled down: SQS looks at 120,000 messages, a robot can say hundreds of things a second, and ten seconds here stand for a
 * minute. A batch of ten takes a second, or half of that where it is only sent on; one of the slow queue takes long.
 */
const scale = {
  queue: { window: 300, serviceMs: second, divertMs: second / 2 },
  slowQueue: { serviceMs: 6 * second },
  hot: { messages: 10, waitMs: 10 * second },
};

const run = async (given: Partial<Boundary> & { readonly isNeverHot?: boolean } = {}): Promise<World> => {
  const { isNeverHot = false, ...boundary } = given;
  const hot = isNeverHot ? { messages: Infinity, waitMs: Infinity } : scale.hot;
  const world = steadyWorld({ workload, ...scale, hot, boundary: { ...openBoundary, ...boundary } });
  await runSteadily(world, { until: start + 6 * minute, tickMs: second / 2, batches: 20 });
  return world;
};

const delaysOf = ({ commits }: World, isRobot: boolean): readonly number[] =>
  commits
    .filter(({ person }) => (person === 'C#robot') === isRobot)
    .flatMap(({ events, at }) => events.map(({ arrivedAt }) => (at - arrivedAt) / second));

const arrivalsOf = ({ commits }: World, who: string): readonly number[] =>
  commits.filter(({ person }) => person === who).flatMap(({ events }) => events.map(({ arrivedAt }) => arrivedAt));

const undisturbed = once(() => run());

describe('a robot whose backlog fills what the queue looks at', () => {
  test('goes through the slow queue in its order, loses nothing, and holds nobody up', async () => {
    const world = await undisturbed();
    expect(await audit(world)).toEqual([]);
    expect(world.queue.dead).toEqual([]);
    expect(world.slow.taken.length).toBeGreaterThan(50);
    const arrivals = arrivalsOf(world, 'C#robot');
    expect(arrivals).toHaveLength(robot.length);
    expect(arrivals).toEqual(arrivals.toSorted((one, other) => one - other));
    expect(Math.max(...delaysOf(world, false))).toBeLessThanOrEqual(2);
  });

  test('would hold everybody up without it', async () => {
    const world = await run({ isNeverHot: true });
    expect(Math.max(...delaysOf(world, false))).toBeGreaterThan(15);
  });

  test('comes back into the intake queue once the slow queue is empty of it, and leaves no trace in its item', async () => {
    const world = await undisturbed();
    expect(world.slow.taken.length).toBeGreaterThan(50);
    for (const each of world.table.items())
      expect(Object.keys(each).some((name) => name.startsWith('detour'))).toBe(false);
    const last = world.slow.taken.filter(({ body }) => body.includes('e10001'));
    expect(last).toEqual([]);
  });

  test.each(Object.entries(detourMutants))(
    'is found out of order, or as it never arrived, with %s',
    async (_, boundary) => {
      const world = await run(boundary);
      const arrivals = arrivalsOf(world, 'C#robot');
      const isInOrder = arrivals.every((at, index) => index === 0 || at >= (arrivals[index - 1] ?? 0));
      expect(isInOrder && (await audit(world)).length === 0).toBe(false);
    },
  );
});
