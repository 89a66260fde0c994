import { describe, expect, test } from 'vitest';
import { chanceFrom, crowdPerson } from './crowd.ts';
import { linesOf, plantedCrowd } from './comparing.ts';
import type { Person } from '#lib/core/insight/person.ts';

const draws = Array.from({ length: 100 }, (_, index) => index + 1);

const isPlanted = ({ trait, value, direction }: { trait: string; value: unknown; direction: string }): boolean =>
  trait === 'custom.planted' && ((value === 'yes' && direction === 'more') || (value === 'no' && direction === 'less'));

describe('patron compare finds what was planted', () => {
  test.each([
    [0.1, 3000],
    [0.3, 3000],
    [0.6, 3000],
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
