const pairsOf = (count: number): number => (count * (count - 1)) / 2;

const sumOfPairs = (counts: Iterable<number>): number => {
  let sum = 0;
  for (const count of counts) sum += pairsOf(count);
  return sum;
};

const countsOf = (labels: readonly (number | string)[]): Iterable<number> => {
  const counts = new Map<number | string, number>();
  for (const label of labels) counts.set(label, (counts.get(label) ?? 0) + 1);
  return counts.values();
};

/**
 * The adjusted Rand index of two divisions of the same points (Hubert and Arabie 1985): 1 where they are the same, about 0 for
 * chance.
 */
export const adjustedRand = (one: readonly number[], other: readonly number[]): number => {
  const both = sumOfPairs(countsOf(one.map((label, index) => `${label} ${other[index] ?? ''}`)));
  const [ofOne, ofOther] = [sumOfPairs(countsOf(one)), sumOfPairs(countsOf(other))];
  const expected = (ofOne * ofOther) / pairsOf(one.length);
  const most = (ofOne + ofOther) / 2;
  return most === expected ? 1 : (both - expected) / (most - expected);
};
