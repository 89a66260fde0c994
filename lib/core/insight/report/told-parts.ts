/**
 * What may be told of a part of a whole: it is `told`, it is `small` for it has fewer people than the minimum, or it is `keptBack`,
 * for what would be left of the whole tells of fewer.
 */
export type PartTelling = 'told' | 'small' | 'keptBack';

interface Hidden {
  /** In all parts that are not told. */
  readonly people: number;
  /** How many parts are kept back: each is known to have the minimum. */
  readonly keptBack: number;
}

/** How parts are told. */
interface Telling {
  readonly minimum: number;
  /** Whether the number of people in each part is told anyway: then it is only what they are like that must not be worked out. */
  readonly areSizesTold: boolean;
}

/**
 * Whether what is left of a whole tells nothing of its small parts: they are the minimum together, or those kept back among them may
 * be so much larger than the minimum that any number of people is possible in the small ones.
 */
const isEnough = ({ people, keptBack }: Hidden, { minimum, areSizesTold }: Telling): boolean =>
  people === 0 || (keptBack === 0 || areSizesTold ? people >= minimum : people - keptBack * minimum >= minimum - 1);

/**
 * Which parts of a whole may be told where the whole is told as well. A part of fewer people than the minimum is not; where
 * what is left of the whole would tell of such parts, the smallest of the others are kept back too.
 *
 * @param people - of each part; nobody is in two.
 */
export const toldParts = (people: readonly number[], telling: Telling): readonly PartTelling[] => {
  const { minimum } = telling;
  const told = people.map((count): PartTelling => (count >= minimum ? 'told' : 'small'));
  let hidden: Hidden = { people: people.reduce((sum, count) => sum + (count < minimum ? count : 0), 0), keptBack: 0 };
  const bySize = [...people.keys()]
    .filter((part) => told[part] === 'told')
    .sort((one, other) => sizeAt(people, one, other));
  for (const part of bySize) {
    if (isEnough(hidden, telling)) break;
    told[part] = 'keptBack';
    hidden = { people: hidden.people + (people[part] ?? 0), keptBack: hidden.keptBack + 1 };
  }
  return told;
};

const sizeAt = (people: readonly number[], one: number, other: number): number =>
  (people[one] ?? 0) - (people[other] ?? 0) || one - other;
