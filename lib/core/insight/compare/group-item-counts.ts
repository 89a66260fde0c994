import type { Accumulator } from '../accumulator.ts';
import { allKeys, keysOf, type Items } from '../items/items.ts';
import type { ReadingItems } from '../items/item-profile.ts';
import { halfOf } from '../person.ts';
import type { CustomerState } from '../../profile/state.ts';
import type { ItemCounts } from './item-counts.ts';

/** Somebody with the places of the groups that they are in; everybody is in group 0. */
export interface InGroups {
  readonly rank: string;
  readonly state: CustomerState;
  readonly groups: readonly number[];
}

/** How many people there are by cell: a group's place times two, plus the half. Only cells in which there is somebody. */
type Cells = Record<number, number>;

interface TraitCells {
  readonly known: Cells;
  /** By the key of the item. */
  readonly having: Record<string, Cells>;
}

/** The items of many groups, counted at once. Plain JSON. */
export interface GroupItemCounts {
  readonly sizes: Cells;
  /** By the path of the trait. */
  readonly traits: Readonly<Record<string, TraitCells>>;
}

const empty = (items: Items): GroupItemCounts => ({
  sizes: {},
  traits: Object.fromEntries(
    Object.entries(items).map(([path, own]) => [
      path,
      { known: {}, having: Object.fromEntries(allKeys(own).map((key): [string, Cells] => [key, {}])) },
    ]),
  ),
});

const addCells = (one: Cells, other: Cells): void => {
  for (const [cell, people] of Object.entries(other)) one[Number(cell)] = (one[Number(cell)] ?? 0) + people;
};

/**
 * Counts items among many groups, of which somebody can be in several. A person is read once, however many groups there are.
 *
 * @param reading - the items of all groups: see `allItems`.
 */
export const groupItemCounts = ({
  items,
  readKnown,
  now,
}: ReadingItems): Accumulator<InGroups, GroupItemCounts, GroupItemCounts> => ({
  empty: () => empty(items),
  add: (kept, { rank, state, groups }) => {
    const cells = groups.map((group) => 2 * group + halfOf(rank));
    const count = (counts: Cells | undefined): void => {
      if (counts) for (const cell of cells) counts[cell] = (counts[cell] ?? 0) + 1;
    };
    count(kept.sizes);
    readKnown(state, now, (path, known) => {
      const keys = keysOf(items[path], known);
      if (keys === undefined) return;
      const trait = kept.traits[path] as TraitCells;
      count(trait.known);
      for (const key of keys) count(Object.hasOwn(trait.having, key) ? trait.having[key] : undefined);
    });
    return kept;
  },
  merge: (one, other) => {
    addCells(one.sizes, other.sizes);
    for (const [path, { known, having }] of Object.entries(other.traits)) {
      const own = one.traits[path] as TraitCells;
      addCells(own.known, known);
      for (const [key, cells] of Object.entries(having)) addCells(own.having[key] as Cells, cells);
    }
    return one;
  },
  result: (kept) => kept,
});

/** The places of the groups that are compared. */
export interface ComparedGroups {
  readonly members: number;
  /** Everybody else where it is undefined. */
  readonly others?: number | undefined;
}

const everybody = 0;

type Counts = ItemCounts['sizes'];

/** The people of two groups, of each half. */
const countsOf = (cells: Cells, { members, others }: ComparedGroups): Counts => {
  const at = (group: number, half: 0 | 1): number => cells[2 * group + half] ?? 0;
  const other = (half: 0 | 1): number =>
    others === undefined ? at(everybody, half) - at(members, half) : at(others, half);
  return [at(members, 0), at(members, 1), other(0), other(1)];
};

/**
 * What was counted of two groups, as `itemCounts` counts it.
 *
 * @param items - those of the two.
 */
export const comparedCounts = (kept: GroupItemCounts, groups: ComparedGroups, items: Items): ItemCounts => ({
  sizes: countsOf(kept.sizes, groups),
  traits: Object.fromEntries(
    Object.entries(items).map(([path, own]) => {
      const { known, having } = kept.traits[path] as TraitCells;
      const counted = allKeys(own).map((key): [string, Counts] => [key, countsOf(having[key] ?? {}, groups)]);
      return [path, { known: countsOf(known, groups), having: Object.fromEntries(counted) }];
    }),
  ),
});

/** The items of all of some comparisons, whose bands are the same because they are made of everybody. */
export const allItems = (each: readonly Items[]): Items => {
  const values = new Map<string, Set<string>>();
  const all = new Map<string, Items[string]>();
  for (const [path, own] of each.flatMap((items) => Object.entries(items))) {
    const known = values.get(path) ?? new Set();
    for (const value of own.values) known.add(value);
    values.set(path, known);
    all.set(path, { ...all.get(path), ...own });
  }
  return Object.fromEntries(
    [...all].map(([path, own]) => [path, { ...own, values: [...(values.get(path) ?? [])].sort() }]),
  );
};
