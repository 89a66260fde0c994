import { behaviours, type Behaviour } from './behaviours.ts';
import type { Conduct } from './conduct.ts';
import { roundLimitIn } from './round-limits.ts';
import { isSplit, reaches, type Split, type Tree } from './tree.ts';

/** Somebody with the group that they are in. */
export interface Labelled {
  readonly values: Conduct['values'];
  readonly group: number;
}

/** A group below this share of the people is not worth a further condition. */
const leastShare = 0.01;

/** Fewer people of whom nothing is known, as a share of those below a limit, are not worth the longer condition that they need. */
const leastUnknown = 0.02;

/** Gini's impurity times the number of people: 0 where all are in one group. */
const impurityOf = (counts: readonly number[], total: number): number =>
  total === 0 ? 0 : total - counts.reduce((sum, count) => sum + count * count, 0) / total;

const countsOf = (people: readonly Labelled[], groups: number): number[] => {
  const counts = Array.from({ length: groups }, () => 0);
  for (const { group } of people) counts[group] = (counts[group] as number) + 1;
  return counts;
};

interface Growing {
  readonly groups: number;
  /** The indices of the behaviours that may be asked about. */
  readonly asked: readonly number[];
  /** The share of the people that a limit may pass over for the sake of a round number. */
  readonly tolerance: number;
  readonly everybody: number;
}

interface Candidate {
  readonly of: number;
  readonly impurity: number;
  /** The index, in the order of values, of the first of the upper side. */
  readonly at: number;
  readonly sorted: readonly Labelled[];
}

const valueOf = ({ values }: Labelled, of: number): number => values[of] ?? -Infinity;

/** The best limit of one behaviour. */
const bestCut = (people: readonly Labelled[], of: number, { groups }: Growing): Candidate | undefined => {
  const sorted = people.toSorted((one, other) => valueOf(one, of) - valueOf(other, of));
  const upper = countsOf(sorted, groups);
  const lower = upper.map(() => 0);
  let best: Candidate | undefined;
  for (let at = 1; at < sorted.length; at += 1) {
    const { group } = sorted[at - 1] as Labelled;
    lower[group] = (lower[group] as number) + 1;
    upper[group] = (upper[group] as number) - 1;
    if (valueOf(sorted[at] as Labelled, of) === valueOf(sorted[at - 1] as Labelled, of)) continue;
    const impurity = impurityOf(lower, at) + impurityOf(upper, sorted.length - at);
    if (best === undefined || impurity < best.impurity) best = { of, impurity, at, sorted };
  }
  return best;
};

/** A round limit near the best one: between its neighbours, or a few people away. */
const limitOf = ({ of, at, sorted }: Candidate, { tolerance }: Growing): number => {
  const some = Math.floor(sorted.length * tolerance);
  const valueAt = (index: number) => valueOf(sorted[Math.max(0, Math.min(sorted.length - 1, index))] as Labelled, of);
  // Where those below are not known, anything up to the smallest value that is known will do.
  const lower = Number.isFinite(valueAt(at - 1)) ? Math.max(valueAt(at - 1 - some), Math.min(0, valueAt(at - 1))) : 0;
  const upper = valueAt(at + some);
  return lower < upper ? roundLimitIn(behaviours[of] as Behaviour, [lower, upper]) : upper;
};

const mostIn = (counts: readonly number[]): number => counts.indexOf(Math.max(...counts));

const splitAt = (people: readonly Labelled[], of: number, limit: number) => ({
  lower: people.filter(({ values }) => !reaches(values[of], limit)),
  upper: people.filter(({ values }) => reaches(values[of], limit)),
});

const isLeafOf = (tree: Tree, other: Tree): boolean => !isSplit(tree) && !isSplit(other) && tree.group === other.group;

/** Leaves out a limit whose two sides come to the same: one next to another of the same behaviour, or of one group. */
const simplified = (split: Split): Tree => {
  const { of, lower, upper, hasUnknown } = split;
  if (isLeafOf(lower, upper)) return lower;
  if (isSplit(upper) && upper.of === of && isLeafOf(lower, upper.lower)) return { ...upper, hasUnknown };
  if (isSplit(lower) && lower.of === of && isLeafOf(upper, lower.upper)) return lower;
  return split;
};

const grow = (people: readonly Labelled[], depth: number, growing: Growing): Tree => {
  const counts = countsOf(people, growing.groups);
  const leaf = { group: mostIn(counts) };
  const misplaced = people.length - Math.max(...counts);
  if (depth === 0 || misplaced <= leastShare * growing.everybody) return leaf;
  const cuts = growing.asked.flatMap((of) => bestCut(people, of, growing) ?? []);
  if (cuts.length === 0) return leaf;
  const best = cuts.reduce((one, other) => (other.impurity < one.impurity ? other : one));
  const limit = limitOf(best, growing);
  const { lower, upper } = splitAt(people, best.of, limit);
  if (lower.length === 0 || upper.length === 0) return leaf;
  const [below, above] = [grow(lower, depth - 1, growing), grow(upper, depth - 1, growing)];
  const unknown = lower.filter(({ values }) => values[best.of] === undefined).length;
  const hasUnknown = unknown > leastUnknown * lower.length;
  return simplified({ of: best.of, limit, hasUnknown, lower: below, upper: above });
};

/**
 * Learns a decision tree with round limits that gives people to groups (Breiman et al. 1984).
 *
 * @param depth - the most questions that are asked of anybody.
 */
export const growTree = (people: readonly Labelled[], depth: number, growing: Omit<Growing, 'everybody'>): Tree =>
  grow(people, depth, { ...growing, everybody: people.length });
