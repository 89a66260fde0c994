import { describe, expect, test } from 'vitest';
import { chanceFrom } from '#lib/core/chance.ts';
import { crowdPerson } from './crowd.ts';
import { linesOf, plantedCrowd, shareAbove } from './comparing.ts';
import { halfOf, rankOf, type Person } from '#lib/core/insight/person.ts';
import type { GivenPath } from '#lib/core/profile/state.ts';

const draws = Array.from({ length: 100 }, (_, index) => index + 1);

const isPlanted = ({ trait, value, direction }: { trait: string; value: unknown; direction: string }): boolean =>
  trait === 'custom.planted' && ((value === 'yes' && direction === 'more') || (value === 'no' && direction === 'less'));

describe('patron compare finds what was planted', () => {
  test.each([
    [0.1, 2000],
    [0.3, 2000],
    [0.6, 2000],
  ])('an effect of h = 0.4 in 300 members on a share of %d, in 95 of 100 crowds of %d', async (share, people) => {
    let found = 0;
    for (const seed of draws) {
      const lines = await linesOf(plantedCrowd(seed, { people, members: 300, share, h: 0.4 }));
      if (lines.some(isPlanted)) found += 1;
    }
    expect(found).toBeGreaterThanOrEqual(95);
  });

  test('and says nothing of 300 groups of 440 drawn at random', async () => {
    const chance = chanceFrom(7);
    const crowd = Array.from({ length: 2200 }, (_, index) => crowdPerson(chance, { id: `p${index}` }));
    const said: unknown[] = [];
    for (let draw = 0; draw < 300; draw += 1) said.push(...(await linesOf(randomGroup(crowd, chance))));
    expect(said).toEqual([]);
  });
});

const randomGroup = (crowd: readonly Person[], chance: () => number): readonly Person[] => {
  const chosen = new Set(
    crowd
      .map((person) => [chance(), person] as const)
      .sort(([one], [other]) => one - other)
      .slice(0, 440)
      .map(([, person]) => person),
  );
  return crowd.map((person) => ({
    ...person,
    state: { ...person.state, memberships: chosen.has(person) ? { group: 0 } : {} },
  }));
};

/** Effects from none at all to a plain one, each on a trait of its own. */
const effects = [0, 0.1, 0.2, 0.25, 0.3, 0.35, 0.4, 0.5];

/** A crowd of 2,400 with 600 members, of whom each has each trait as often as its effect says. */
const mixedCrowd = (seed: number): readonly Person[] => {
  const chance = chanceFrom(seed);
  return Array.from({ length: 2400 }, (_, index) => {
    const isMember = index % 4 === 0;
    const given = effects.map(
      (h, place) => [`custom.t${place}`, chance() < shareAbove(0.3, isMember ? h : 0)] as const,
    );
    return crowdPerson(chance, {
      id: `p${seed}-${index}`,
      segments: isMember ? ['group'] : [],
      given: Object.fromEntries(given),
    });
  });
};

/** The effect of a boolean trait in some people, counted without any of the code under test. */
const effectIn = (people: readonly Person[], path: GivenPath): number => {
  const angles = [true, false].map((isMember) => {
    const group = people.filter(({ state }) => 'group' in state.memberships === isMember);
    const having = group.filter(({ state }) => state.profile.given[path]?.[0] === true);
    return 2 * Math.asin(Math.sqrt(having.length / group.length));
  }) as [number, number];
  return angles[0] - angles[1];
};

test('what is found on one half of the people holds on the other in nine of ten', async () => {
  const held: boolean[] = [];
  for (const seed of draws.slice(0, 30)) {
    const crowd = mixedCrowd(seed);
    const [one = [], other = []] = [0, 1].map((half) => crowd.filter(({ person }) => halfOf(rankOf(person)) === half));
    for (const { trait, value } of await linesOf(one)) {
      const direction = value === true ? 1 : -1;
      held.push(effectIn(other, trait as GivenPath) * direction >= 0.1);
    }
  }
  expect(held.length).toBeGreaterThan(50);
  expect(held.filter(Boolean).length / held.length).toBeGreaterThanOrEqual(0.9);
});
