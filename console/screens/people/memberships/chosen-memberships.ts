import type { Membership } from '../person.ts';

/** Which memberships are listed. */
export const choices = ['all', 'in', 'out', 'turning'] as const;

export type Choice = (typeof choices)[number];

const soonMs = 30 * 86_400_000;

const isChosen = ({ isMember, next }: Membership, choice: Choice, asOf: string): boolean => {
  switch (choice) {
    case 'all':
      return true;
    case 'in':
      return isMember;
    case 'out':
      return !isMember;
    case 'turning':
      return next !== null && Date.parse(next.at) - Date.parse(asOf) <= soonMs;
    default:
      return choice satisfies never;
  }
};

interface Chosen {
  readonly choice: Choice;
  /** Words that all have to stand in the name or the key. */
  readonly search: string;
  readonly asOf: string;
}

/** The memberships that are asked for, in the catalogue's order. */
export const chosenMemberships = (
  memberships: readonly Membership[],
  { choice, search, asOf }: Chosen,
): readonly Membership[] => {
  const sought = search.toLocaleLowerCase().split(/\s+/);
  return memberships.filter((one) => {
    const text = `${one.name} ${one.key}`.toLocaleLowerCase();
    return isChosen(one, choice, asOf) && sought.every((word) => text.includes(word));
  });
};
