/**
 * Which parts of a whole may be told where the whole is told as well. A part of fewer people than the minimum is not; where
 * those that are not told are together fewer than the minimum, what is left of the whole would tell of them, so the
 * smallest part that may be told is kept back too.
 *
 * @param people - of each part; nobody is in two.
 * @returns for each part whether it may be told; of nobody there is nothing to tell.
 */
export const toldParts = (people: readonly number[], minimum: number): readonly boolean[] => {
  const told = people.map((count) => count >= minimum);
  let hidden = people.reduce((sum, count, part) => sum + (told[part] ? 0 : count), 0);
  const bySize = [...people.keys()].filter((part) => told[part]).sort((one, other) => sizeAt(people, one, other));
  for (const part of bySize) {
    if (hidden === 0 || hidden >= minimum) break;
    told[part] = false;
    hidden += people[part] ?? 0;
  }
  return told;
};

const sizeAt = (people: readonly number[], one: number, other: number): number =>
  (people[one] ?? 0) - (people[other] ?? 0) || one - other;
