import { chanceFrom } from '#lib/core/chance.ts';
import type { Person } from '#lib/core/insight/person.ts';
import { askSegment } from '#lib/use-cases/insight/compare/asked.ts';
import { comparePeople, type Comparison } from '#lib/use-cases/insight/compare/compare-people.ts';
import type { Line } from '#lib/core/insight/compare/line.ts';
import { crowdPerson, peopleOf } from './crowd.ts';

/** Compares the members of `group` with the rest, or with another segment. */
export const compared = async (crowd: readonly Person[], minimum?: number, other = 'rest'): Promise<Comparison> => {
  const people = peopleOf(crowd, minimum);
  return (await comparePeople(people, askSegment(people, 'group', other))).comparison;
};

export const linesOf = async (crowd: readonly Person[]): Promise<readonly Line[]> =>
  (await compared(crowd)).lines ?? [];

/** The share that is `h` above another in Cohen's measure. */
export const shareAbove = (share: number, h: number): number => Math.sin(Math.asin(Math.sqrt(share)) + h / 2) ** 2;

/** A crowd of which the first `members` are in `group`, with one effect planted on a trait of all. */
export const plantedCrowd = (seed: number, { people, members, share, h }: Planted): readonly Person[] => {
  const chance = chanceFrom(seed);
  return Array.from({ length: people }, (_, index) => {
    const isMember = index < members;
    const has = chance() < (isMember ? shareAbove(share, h) : share);
    return crowdPerson(chance, {
      id: `p${index}`,
      segments: isMember ? ['group'] : [],
      given: { 'custom.planted': has ? 'yes' : 'no' },
    });
  });
};

/** An effect to plant. */
export interface Planted {
  readonly people: number;
  readonly members: number;
  /** The share of others that have it. */
  readonly share: number;
  readonly h: number;
}
