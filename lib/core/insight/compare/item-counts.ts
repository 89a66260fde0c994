import type { Accumulator } from '../accumulator.ts';
import type { Grouped, Group } from '../groups.ts';
import { allKeys, keysOf, type Items } from '../items/items.ts';
import type { ReadingItems } from '../items/item-profile.ts';
import { halfOf, rankOf } from '../person.ts';

/** People of each group and half: members of the first half and of the second, then others. */
type Counts = [number, number, number, number];

/** How many people of each group and half have each item of a trait, among those of whom the trait is known. */
interface TraitCounts {
  readonly known: Counts;
  /** By the key of the item. */
  readonly having: Readonly<Record<string, Counts>>;
}

/** The counts of all items. */
export interface ItemCounts {
  readonly sizes: Counts;
  /** By the path of the trait. */
  readonly traits: Readonly<Record<string, TraitCounts>>;
}

/** A group, or one half of it, among counts. */
export interface Part {
  readonly group: Group;
  readonly half?: 0 | 1 | undefined;
}

const none = (): Counts => [0, 0, 0, 0];

const firstOf = { members: 0, others: 2 } as const;

/** The people of a group, or of one half of it. */
export const countIn = (counts: Counts, { group, half }: Part): number => {
  const first = firstOf[group];
  return half === undefined ? counts[first] + (counts[first + 1] as number) : (counts[first + half] as number);
};

const emptyCounts = (items: Items): ItemCounts => ({
  sizes: none(),
  traits: Object.fromEntries(
    Object.entries(items).map(([path, own]) => [
      path,
      { known: none(), having: Object.fromEntries(allKeys(own).map((key) => [key, none()])) },
    ]),
  ),
});

const addCounts = (one: Counts, other: Counts): void => {
  for (const [index, count] of other.entries()) one[index] = (one[index] as number) + count;
};

const mergeTrait = (one: TraitCounts, other: TraitCounts): void => {
  addCounts(one.known, other.known);
  for (const [key, counts] of Object.entries(other.having)) addCounts(one.having[key] as Counts, counts);
};

/** Counts items among two groups, exactly. */
export const itemCounts = ({ items, readKnown, now }: ReadingItems): Accumulator<Grouped, ItemCounts, ItemCounts> => ({
  empty: () => emptyCounts(items),
  add: (kept, { group, person, state }) => {
    if (group === undefined) return kept;
    const place = firstOf[group] + halfOf(rankOf(person));
    const count = (counts: Counts | undefined): void => {
      if (counts) counts[place] = (counts[place] as number) + 1;
    };
    count(kept.sizes);
    readKnown(state, now, (path, known) => {
      const keys = keysOf(items[path], known);
      if (keys === undefined) return;
      const trait = kept.traits[path] as TraitCounts;
      count(trait.known);
      for (const key of keys) count(Object.hasOwn(trait.having, key) ? trait.having[key] : undefined);
    });
    return kept;
  },
  merge: (one, other) => {
    addCounts(one.sizes, other.sizes);
    for (const [path, trait] of Object.entries(other.traits)) mergeTrait(one.traits[path] as TraitCounts, trait);
    return one;
  },
  result: (kept) => kept,
});
