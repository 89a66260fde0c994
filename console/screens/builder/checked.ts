import type { Problem } from './building.ts';

/** A condition in words, part by part. */
type Tree =
  | { readonly kind: 'all' | 'any'; readonly parts: readonly Tree[] }
  | { readonly kind: 'not'; readonly part: Tree }
  | { readonly kind: 'condition'; readonly path: string; readonly words: string };

/** `POST /v1/console/check` */
export interface Checked {
  readonly fits: boolean;
  readonly problems: readonly Problem[];
  readonly warnings: readonly Problem[];
  /** None where it does not fit. */
  readonly segments: readonly { readonly key: string; readonly meaning: string; readonly condition: Tree }[];
}

/** What each clause of a condition says, by its path below `when`. */
export const leavesIn = (tree: Tree): readonly (readonly [path: string, words: string])[] => {
  if (tree.kind === 'not') return leavesIn(tree.part);
  return tree.kind === 'condition' ? [[tree.path, tree.words]] : tree.parts.flatMap(leavesIn);
};
