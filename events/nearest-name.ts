/** The distances of the beginnings of `other` to a word that is one letter longer than the one `above` is for. */
const nextRow = (above: readonly number[], letter: string, other: string): readonly number[] => {
  const row = [(above[0] ?? 0) + 1];
  for (let at = 0; at < other.length; at += 1) {
    const replaced = (above[at] ?? 0) + (letter === other[at] ? 0 : 1);
    row.push(Math.min(replaced, (above[at + 1] ?? 0) + 1, (row[at] ?? 0) + 1));
  }
  return row;
};

/** The number of letters to add, leave out or replace to make one word of another (Levenshtein 1965). */
const editDistance = (one: string, other: string): number => {
  let row: readonly number[] = Array.from({ length: other.length + 1 }, (_, index) => index);
  for (const letter of one) row = nextRow(row, letter, other);
  return row.at(-1) ?? 0;
};

/** With more than a third of its letters wrong, a name is another name and not a slip. */
const slipsIn = (name: string): number => Math.ceil(name.length / 3);

const distanceBetween = (name: string, known: string): number =>
  known.startsWith(name) ? 0 : editDistance(name, known);

/** The known name that was most likely meant: one that the name begins, or is by a slip; undefined where there is none. */
export const nearestName = (name: string, known: readonly string[]): string | undefined => {
  const near = known
    .map((each) => ({ each, distance: distanceBetween(name, each) }))
    .filter(({ distance }) => distance <= slipsIn(name));
  return near.sort((one, other) => one.distance - other.distance)[0]?.each;
};
