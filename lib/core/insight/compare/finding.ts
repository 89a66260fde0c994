import type { Items } from '../items/items.ts';
import { associate, type Association, type Side } from '../statistics/association.ts';
import { falseDiscoveryRates } from '../statistics/false-discovery.ts';
import { countIn, type ItemCounts, type Part } from './item-counts.ts';

/** How an item differs between two groups. */
export interface Finding extends Association {
  /** The path of the trait. */
  readonly trait: string;
  /** The key of the item. */
  readonly key: string;
  readonly members: Side;
  readonly otherMembers: Side;
  /** The false discovery rate over all items. */
  readonly q: number;
  /** Whether each half of the people, taken alone, shows the same difference. */
  readonly isConfirmed: boolean;
}

/** The fewest people of each group of whom a trait must be known. */
export const fewestKnown = 40;

const members: Part = { group: 'members' };
const others: Part = { group: 'others' };

type TraitCounts = ItemCounts['traits'][string];

const sideOf = ({ known, having }: TraitCounts, key: string, part: Part): Side => ({
  having: countIn(having[key] as TraitCounts['known'], part),
  known: countIn(known, part),
});

/** A half is enough to see half of the smallest effect that is told, at one side of 5 %. */
const leastOnHalf = { effect: 0.1, errors: 1.645 };

/** Whether one half of the people, taken alone, shows a difference of a direction: above 0 where members have the item more often. */
export const isSeenOn = (half: 0 | 1, counts: TraitCounts, key: string): ((direction: number) => boolean) => {
  const [own, their] = [sideOf(counts, key, { ...members, half }), sideOf(counts, key, { ...others, half })];
  if (own.known === 0 || their.known === 0) return () => false;
  const { effect, error } = associate(own, their);
  return (direction) => effect * direction >= Math.max(leastOnHalf.effect, leastOnHalf.errors * error);
};

const isConfirmed = (counts: TraitCounts, key: string, effect: number): boolean =>
  ([0, 1] as const).every((half) => isSeenOn(half, counts, key)(Math.sign(effect)));

/** Whom items are tested for. */
export interface Testing {
  /** The fewest people that a figure may rest on. */
  readonly minimum: number;
  /** Traits that are not tested, by path: what a segment is defined by is no finding. */
  readonly isLeftOut: (path: string) => boolean;
}

/** Tests the items of one trait; none where it is known of too few. */
const testTrait = (trait: string, counts: TraitCounts, minimum: number) => {
  const known = Math.min(countIn(counts.known, members), countIn(counts.known, others));
  if (known < fewestKnown) return [];
  return Object.keys(counts.having).flatMap((key) => {
    const sides = { members: sideOf(counts, key, members), otherMembers: sideOf(counts, key, others) };
    if (sides.members.having + sides.otherMembers.having < minimum) return [];
    const association = associate(sides.members, sides.otherMembers);
    return [{ trait, key, ...sides, ...association, isConfirmed: isConfirmed(counts, key, association.effect) }];
  });
};

/**
 * Tests every item that enough people have, whichever group they are in, of traits that are known of enough people in each.
 * Items that cannot become a line are tested all the same: only so the false discovery rate is that of all questions asked.
 */
export const testItems = (items: Items, counts: ItemCounts, { minimum, isLeftOut }: Testing): readonly Finding[] => {
  const tested = Object.keys(items)
    .filter((trait) => !isLeftOut(trait))
    .flatMap((trait) => testTrait(trait, counts.traits[trait] as TraitCounts, minimum));
  const rates = falseDiscoveryRates(tested.map(({ p }) => p));
  return tested.map((finding, index) => ({ ...finding, q: rates[index] as number }));
};
