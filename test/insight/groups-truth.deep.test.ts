import { describe, expect, test } from 'vitest';
import { chanceFrom } from '#lib/core/chance.ts';
import type { Person } from '#lib/core/insight/person.ts';
import { compile } from '#lib/core/segments/compile/compile.ts';
import { nodeHolds } from '#lib/core/segments/compile/node.ts';
import { discover } from '#lib/use-cases/insight/discover/discover.ts';
import { to, threeManners, type Manner } from './behaving.ts';
import { behavingPerson } from './behaving-people.ts';
import { peopleOf } from './crowd.ts';

const seeds = Array.from({ length: 10 }, (_, index) => index + 1);

interface Crowd {
  readonly people: readonly Person[];
  /** The manner of each. */
  readonly manners: readonly number[];
}

const crowdOf = (manners: readonly Manner[], seed: number, isScored: boolean): Crowd => {
  const chance = chanceFrom(seed);
  const all = manners.flatMap((manner, index) =>
    Array.from({ length: manner.people }, (_, number) => ({
      person: behavingPerson(chance, { id: `${seed}-${index}-${number}`, manner, isScored }),
      index,
    })),
  );
  return { people: all.map(({ person }) => person), manners: all.map(({ index }) => index) };
};

/** The Rand index of two divisions. */
const randIndex = (one: readonly unknown[], other: readonly unknown[]): number => {
  let [same, pairs] = [0, 0];
  for (const left of one.keys()) {
    for (let right = 0; right < left; right += 1) {
      pairs += 1;
      same += (one[left] === one[right]) === (other[left] === other[right]) ? 1 : 0;
    }
  }
  return same / pairs;
};

const discoveredIn = async ({ people }: Crowd, most: number) => {
  const { discovery, catalogue } = await discover(peopleOf(people, 20), most);
  const { segments } = compile(catalogue);
  const memberships = people.map(({ state }) =>
    segments
      .filter(({ condition }) => nodeHolds(condition, state, to))
      .map(({ key }) => key)
      .join(),
  );
  return { discovery, memberships };
};

const usual: Manner = { people: 100, orders: [2, 9], total: [10_00, 40_00], lastAgo: [0, 300], sessions: [0, 20] };

const plantings: readonly (readonly [what: string, manners: readonly Manner[]])[] = [
  ['how often and for how much people buy', threeManners],
  [
    'the same in sizes of ten to one',
    threeManners.map((manner, index) => ({ ...manner, people: index === 0 ? 600 : 60 })),
  ],
  ['one thing alone among much else', [usual, { ...usual, total: [200_00, 500_00] }]],
  [
    'when they last came',
    [
      { ...usual, lastAgo: [0, 15] },
      { ...usual, lastAgo: [120, 300] },
    ],
  ],
  [
    'coupons',
    [
      { ...usual, orders: [4, 9], coupons: 0.02, people: 240 },
      { ...usual, orders: [4, 9], coupons: 0.97 },
    ],
  ],
  ['whether they buy at all', [usual, { ...usual, orders: [0, 0], sessions: [60, 120] }]],
  [
    'two things that are independent',
    [
      usual,
      { ...usual, total: [200_00, 500_00] },
      { ...usual, orders: [30, 60] },
      { ...usual, orders: [30, 60], total: [200_00, 500_00] },
    ],
  ],
];

describe('patron discover finds planted groups with a Rand index of at least 0.95', () => {
  test.each(plantings)('by %s', async (_what, manners) => {
    for (const seed of seeds) {
      const crowd = crowdOf(manners, seed, seed % 2 === 0);
      const { discovery, memberships } = await discoveredIn(crowd, manners.length);
      expect(discovery).toMatchObject({ verdict: 'sharp', groups: { length: manners.length } });
      expect(randIndex(memberships, crowd.manners)).toBeGreaterThanOrEqual(0.95);
    }
  });
});

const even: Manner = { people: 150, orders: [1, 10], total: [5_00, 300_00], lastAgo: [0, 365], sessions: [0, 30] };

const noises: readonly (readonly [what: string, manner: Manner])[] = [
  ['orders', { ...even, sessions: [0, 0] }],
  ['orders and visits', even],
  ['coupons too', { ...even, coupons: 0.5 }],
  ['few orders with few coupons', { ...even, orders: [1, 3], coupons: 0.15 }],
  ['one order each', { ...even, orders: [1, 1] }],
  ['none to few orders', { ...even, orders: [0, 5], sessions: [0, 5] }],
  ['many orders', { ...even, orders: [1, 60] }],
];

describe('patron discover finds nothing in uniform noise', () => {
  test.each(noises)('of %s', async (_what, manner) => {
    for (const seed of seeds) {
      for (const people of [150, 1500]) {
        const crowd = crowdOf([{ ...manner, people }], seed, seed % 2 === 0);
        expect((await discoveredIn(crowd, 3)).discovery).toMatchObject({ verdict: 'nothing', groups: [] });
      }
    }
  });
});
