/**
 * Distinct local days, sorted: the first as the number of days since 1970, each other as its distance from the one before.
 * Mostly two characters a day as JSON, and a function of the set of days alone.
 */
export type DaySet = readonly number[];

export const noDays: DaySet = [];

/** The days of a set as numbers since 1970, oldest first. */
export const daysIn = (set: DaySet): readonly number[] => {
  let last = 0;
  return set.map((distance) => (last += distance));
};

/** The set of some days, which may repeat and come in any order. */
export const daySetOf = (days: Iterable<number>): DaySet => {
  const sorted = [...new Set(days)].sort((one, other) => one - other);
  return sorted.map((one, index) => one - (sorted[index - 1] ?? 0));
};

/** A set with one more day; the same set where that is known. */
export const addDay = (set: DaySet, added: number): DaySet => {
  if (set.length === 0) return [added];
  let last = 0;
  for (let index = 0; index < set.length; index += 1) last += set[index] as number;
  if (added === last) return set;
  if (added > last) return [...set, added - last];
  const days = daysIn(set);
  return days.includes(added) ? set : daySetOf([...days, added]);
};

export const mergeDays = (one: DaySet, other: DaySet): DaySet => daySetOf([...daysIn(one), ...daysIn(other)]);
