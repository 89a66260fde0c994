import type { Instant } from '../../time/instant.ts';
import type { Person } from '../person.ts';
import { keysOf, type Items } from './items.ts';
import type { ReadKnown } from './known-traits.ts';

/** The keys of a person's items by trait: a trait that is missing is not known. */
export type ItemProfile = ReadonlyMap<string, readonly string[]>;

/** What items are read by. */
export interface ReadingItems {
  readonly items: Items;
  readonly readKnown: ReadKnown;
  readonly now: Instant;
}

/** Reads the items of a person. */
export const itemProfileOf = ({ state }: Person, { items, readKnown, now }: ReadingItems): ItemProfile => {
  const profile = new Map<string, readonly string[]>();
  readKnown(state, now, (path, known) => {
    const keys = keysOf(items[path], known);
    if (keys) profile.set(path, keys);
  });
  return profile;
};

/** One item of a trait. */
export interface Item {
  readonly trait: string;
  readonly key: string;
}

/** Whether a person has an item; undefined where the trait is not known. */
export const hasItem = (profile: ItemProfile, { trait, key }: Item): boolean | undefined =>
  profile.get(trait)?.includes(key);
