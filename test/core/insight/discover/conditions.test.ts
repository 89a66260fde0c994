import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { behaviours } from '#lib/core/insight/discover/behaviours.ts';
import { conditionOf } from '#lib/core/insight/discover/conditions.ts';
import { roundLimitIn } from '#lib/core/insight/discover/round-limits.ts';
import { growTree, type Labelled } from '#lib/core/insight/discover/grow-tree.ts';
import { groupBy } from '#lib/core/insight/discover/tree.ts';
import { emptyState, type CustomerState } from '#lib/core/profile/state.ts';
import { compile } from '#lib/core/segments/compile/compile.ts';
import { nodeHolds } from '#lib/core/segments/compile/node.ts';

const day = 86_400_000;
const now = Date.UTC(2026, 5, 1);

const behaviourOf = (path: string) => {
  const found = behaviours.find((behaviour) => behaviour.path === path);
  if (found === undefined) throw new TypeError(`Cannot find ${path}`);
  return found;
};

/** Somebody who may have ordered. */
const states: fc.Arbitrary<CustomerState> = fc
  .record({
    count: fc.integer({ min: 0, max: 12 }),
    gross: fc.integer({ min: 0, max: 100_000 }),
    discounted: fc.integer({ min: 0, max: 12 }),
    days: fc.integer({ min: 0, max: 400 }),
  })
  .map(({ count, gross, discounted, days }) => ({
    ...emptyState,
    profile: {
      ...emptyState.profile,
      ...(count > 0 && {
        orders: { count, gross, refunded: 0, discounted: Math.min(count, discounted), lastAt: now - days * day },
      }),
    },
  }));

describe('what a tree says of groups', () => {
  test('picks in the language whom the tree gives to each group, also of those of whom something is not known', () => {
    fc.assert(
      fc.property(
        fc.array(states, { minLength: 40, maxLength: 80 }),
        fc.integer({ min: 1, max: 4 }),
        (crowd, depth) => {
          const people = crowd.map(({ profile }): Labelled => {
            const values = behaviours.map(({ read }) => read(profile, now));
            const [count = 0, average = 0] = values;
            return { values, group: count < 4 ? 0 : average < 5000 ? 1 : 2 };
          });
          const tree = growTree(people, depth, { groups: 3, asked: [0, 1, 2, 4], tolerance: 0.02 });
          const groups = [0, 1, 2].flatMap((group) => {
            const when = conditionOf(tree, group);
            return when === undefined ? [] : [{ key: `group-${group}`, when }];
          });
          const { segments } = compile({ currency: 'GBP', segments: groups });
          // Those of whom something is not known are in no group where they are too few to be worth a longer condition.
          const known = crowd.filter((_, index) =>
            people[index]?.values.every((value, of) => of > 4 || value !== undefined),
          );
          for (const state of known) {
            const values = behaviours.map(({ read }) => read(state.profile, now));
            const picked = segments.filter(({ condition }) => nodeHolds(condition, state, now)).map(({ key }) => key);
            expect(picked).toEqual([`group-${groupBy(tree, values)}`]);
          }
        },
      ),
      { numRuns: 60 },
    );
  });

  test('is as short as it can be, with round limits', () => {
    const people = Array.from({ length: 200 }, (_, index): Labelled => {
      const count = 1 + (index % 20);
      return { values: [count, 1000 + index, 1, 0, 0, undefined], group: count < 9 ? 0 : 1 };
    });
    const tree = growTree(people, 4, { groups: 2, asked: [0, 1], tolerance: 0.01 });
    expect(conditionOf(tree, 0)).toEqual({ trait: 'orders.count', is: { lt: 9 } });
    expect(conditionOf(tree, 1)).toEqual({ trait: 'orders.count', is: { gte: 9 } });
    expect(conditionOf(tree, 2)).toBeUndefined();
  });
});

describe('a round limit', () => {
  test.each([
    ['orders.count', [3, 8], 5],
    ['orders.count', [3, 4], 4],
    ['orders.average', [4013, 6120], 5000],
    ['orders.average', [4013, 4025], 4020],
    ['orders.lastAt', [20.5, 43], 30],
    ['orders.lastAt', [61.2, 75.9], 70],
    ['orders.discountShare', [0.2, 0.75], 0.5],
  ] as const)('of %s between %j is %d', (path, range, limit) => {
    expect(roundLimitIn(behaviourOf(path), range)).toBe(limit);
  });
});
