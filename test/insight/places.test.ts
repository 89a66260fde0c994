import { describe, expect, test } from 'vitest';
import { chanceFrom } from '#lib/core/chance.ts';
import { askSegment } from '#lib/use-cases/insight/compare/asked.ts';
import { placesOf } from '#lib/use-cases/insight/compare/place-people.ts';
import { crowdPerson, peopleOf } from './crowd.ts';

/** A crowd of 1,000 with 300 members, each in a city of their own choice. */
const placesIn = async (cityOf: (index: number) => string | undefined) => {
  const chance = chanceFrom(11);
  const crowd = Array.from({ length: 1000 }, (_, index) => {
    const city = cityOf(index);
    return crowdPerson(chance, {
      id: `p${index}`,
      segments: index < 300 ? ['group'] : [],
      given: city === undefined ? {} : { 'geographic.city': city },
    });
  });
  const people = peopleOf(crowd);
  return (await placesOf(people, askSegment(people, 'group', 'rest'))).lines ?? [];
};

describe('places', () => {
  test('finds a city with twice its share, with a lift on the cautious side', async () => {
    const lines = await placesIn((index) => (index < 90 || (index >= 300 && index < 405) ? 'Leeds' : 'York'));
    // That fewer live in York, 70 % against 85 %, is too little.
    expect(lines.map(({ place, direction }) => [place, direction])).toEqual([['Leeds', 'more']]);
    // (90 + 50 · 0.195) / 350 over (105 + 50 · 0.195) / 750
    expect(lines[0]?.lift).toBeCloseTo(99.75 / 350 / (114.75 / 750), 10);
    expect(lines[0]).toMatchObject({ members: 90, known: 300, share: 0.3, others: 0.15 });
  });

  test('lets no village win: three members of four who live there are no finding, nor is one named with fewer than the minimum', async () => {
    const lines = await placesIn((index) => {
      if (index < 3 || index === 300) return 'Hamlet';
      return index < 22 ? 'Village' : 'York';
    });
    expect(lines).toEqual([]);
  });
});
