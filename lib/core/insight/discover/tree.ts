import type { Conduct } from './conduct.ts';

/** A decision at a limit: `upper` for those who reach it, `lower` for others, also where nothing is known. Plain JSON. */
export interface Split {
  /** The index of the behaviour. */
  readonly of: number;
  readonly limit: number;
  /** Whether it is not known of more than a few of those below. */
  readonly hasUnknown: boolean;
  readonly lower: Tree;
  readonly upper: Tree;
}

/** A decision tree, or at its end a group. */
export type Tree = Split | { readonly group: number };

export const isSplit = (tree: Tree): tree is Split => 'limit' in tree;

/** The number of leaves. */
export const leavesOf = (tree: Tree): number => (isSplit(tree) ? leavesOf(tree.lower) + leavesOf(tree.upper) : 1);

/** Whether a value reaches a limit. */
export const reaches = (value: number | undefined, limit: number): boolean => value !== undefined && value >= limit;

/** The group that a tree gives to somebody. */
export const groupBy = (tree: Tree, values: Conduct['values']): number =>
  isSplit(tree) ? groupBy(reaches(values[tree.of], tree.limit) ? tree.upper : tree.lower, values) : tree.group;
