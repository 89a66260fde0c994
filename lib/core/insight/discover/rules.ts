import { halfOf } from '../person.ts';
import type { Conduct } from './conduct.ts';
import type { Division } from './division.ts';
import { growTree, type Labelled } from './grow-tree.ts';
import { groupBy, type Tree } from './tree.ts';

/** A tree that says groups in conditions, and how well it does. */
export interface Rules {
  readonly tree: Tree;
  /** The share of people not learnt from whom the tree gives to their own group. */
  readonly agreement: number;
}

/** More questions than this nobody keeps in mind. */
const deepest = 4;

/** Fewer questions are better as long as they give nearly as many people to their own group: where groups run into each other, many borders are as good as any. */
const leastGain = { sharp: 0.01, continuum: 0.05 };

/** The same of rounder limits. */
const tolerance = { sharp: 0.01, continuum: 0.04 };

/** The share of people whom rules must give to their own group. */
export const leastAgreement = 0.9;

const agreementOf = (tree: Tree, people: readonly Labelled[]): number =>
  people.filter(({ values, group }) => groupBy(tree, values) === group).length / people.length;

/** Says groups by the fewest questions that will do, learnt from one half of the people and tried on the other. */
export const rulesFor = (people: readonly Conduct[], division: Division): Rules => {
  const { axes, groups, count, kind } = division;
  const labelled = people.map(({ values, rank }, index) => ({ values, rank, group: groups[index] as number }));
  const learnt = labelled.filter(({ rank }) => halfOf(rank) === 0);
  const others = labelled.filter(({ rank }) => halfOf(rank) === 1);
  const growing = { groups: count, asked: axes.map(({ of }) => of), tolerance: tolerance[kind] };
  const grown = Array.from({ length: deepest }, (_, index) => growTree(learnt, index + 1, growing));
  const tried = grown.map((tree) => ({ tree, agreement: agreementOf(tree, others) }));
  const best = Math.max(...tried.map(({ agreement }) => agreement));
  const enough = best - leastGain[kind];
  return tried.find(({ agreement }) => agreement >= enough && agreement >= Math.min(best, leastAgreement)) as Rules;
};
