import { describe, expect, test } from 'vitest';
import { once } from '#lib/core/once.ts';
import { audit } from './audit.ts';
import { openBoundary, type Boundary } from './boundary.ts';
import { Choices } from './choices.ts';
import { firstFailure } from './first-failure.ts';
import { detourMutants, streamMutants } from './mutants.ts';
import { runSteadily, steadyWorld } from './steady.ts';
import { eightVisitors, visit } from './visits.ts';
import { start } from './workload.ts';
import type { World } from './world.ts';

const second = 1000;
const minute = 60 * second;
const always = { from: -Infinity, until: Infinity };

/** Somebody says four things a second for well over the three minutes that it takes to give one of them up, and once more long after. */
const busy = [
  ...Array.from({ length: 4 * 270 }, (_, n) => visit('busy', n, start + Math.floor(n / 2) * (second / 2))),
  visit('busy', 10_000, start + 8 * minute),
];

const workload = [...busy, ...eightVisitors].toSorted((one, other) => one.at - other.at);

const worldOf = (boundary: Partial<Boundary>, more: Partial<Parameters<typeof steadyWorld>[0]>): World =>
  steadyWorld({
    workload,
    streamed: always,
    slowQueue: { serviceMs: second },
    // Batches of any size, so that some of a person is left in the slow queue when a batch of it is done.
    choices: new Choices(1),
    boundary: { ...openBoundary, ...boundary },
    ...more,
  });

const pace = { tickMs: second / 2, batches: 20 };

/** One thing that is said cannot be taken; an operator has it taken again once it waits in the dead letters. */
const runPoisoned = async (boundary: Partial<Boundary> = {}): Promise<World> => {
  const world = worldOf(boundary, { poison: (eventId) => eventId === 'busy-e40' });
  await runSteadily(world, { ...pace, until: start + 7 * minute });
  world.queue.redrive();
  await runSteadily(world, { ...pace, until: start + 9 * minute });
  return world;
};

const undisturbed = once(() => runPoisoned());

/** The numbers of what the busy one said and was applied, but the poison, in the order in which that was. */
const appliedOfBusy = ({ commits }: World): readonly number[] =>
  commits
    .filter(({ person }) => person === 'C#busy')
    .flatMap(({ events }) => events.map(({ eventId }) => Number(eventId.replace('busy-e', ''))))
    .filter((n) => n !== 40);

const isInOrder = (numbers: readonly number[]): boolean =>
  numbers.every((n, index) => index === 0 || n > (numbers[index - 1] ?? 0));

const longestDelay = ({ commits }: World, isOf: (person: string) => boolean): number =>
  Math.max(
    ...commits
      .filter(({ person }) => isOf(person))
      .flatMap(({ events, at }) => events.map(({ arrivedAt }) => (at - arrivedAt) / second)),
  );

describe('an event in a stream that no update can take', () => {
  test('is given up, and holds up neither the shard nor, once it is given up, its person, whose order is kept', async () => {
    const world = await undisturbed();
    expect(await audit(world)).toEqual([]);
    expect(world.queue.givenUp.size).toBe(1);
    expect(longestDelay(world, (person) => person !== 'C#busy')).toBeLessThanOrEqual(1);
    expect(appliedOfBusy(world)).toHaveLength(busy.length - 1);
    expect(isInOrder(appliedOfBusy(world))).toBe(true);
  });

  test('leaves its person to the stream again', async () => {
    const world = await undisturbed();
    expect(world.slow.taken.filter(({ body }) => body.includes('busy-e10000'))).toEqual([]);
    for (const each of world.table.items())
      expect(Object.keys(each).some((name) => name.startsWith('detour'))).toBe(false);
  });

  test.each(Object.entries(detourMutants))(
    'is found out of order, or as it never arrived, with %s',
    async (_, mutant) => {
      const world = await runPoisoned(mutant);
      expect(isInOrder(appliedOfBusy(world)) && (await audit(world)).length === 0).toBe(false);
    },
  );
});

describe('a stream in front of a table that is throttled for five minutes', () => {
  test('waits with all that it has, in order, sends nobody on, and gives nothing up', async () => {
    const throttled = { from: start + 20 * second, until: start + 5 * minute };
    const world = worldOf({}, { throttled });
    await runSteadily(world, { ...pace, until: start + 9 * minute });
    expect(await audit(world)).toEqual([]);
    expect(world.slow.taken).toEqual([]);
    expect(world.queue.dead).toEqual([]);
    expect(isInOrder(appliedOfBusy(world))).toBe(true);
    expect(longestDelay(world, () => true)).toBeLessThanOrEqual(5 * 60);
  });
});

describe('the auditor', () => {
  test.each(Object.keys(streamMutants))('finds out %s where the intake is a stream', async (mutant) => {
    expect(await firstFailure(1000, mutant, 'stream')).toBeDefined();
  });
});
