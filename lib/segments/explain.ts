import { nodeHolds, type Node, type View } from './condition.ts';
import type { Leaf } from './leaf.ts';

/** One leaf condition and what was seen of it when a membership was decided. */
export interface Reason {
  /** Where the condition stands in the segment's `when`, as `all.1.not`; `when` itself where that is a leaf. */
  readonly path: string;
  /** The condition in short words, as `PurchaseMade within P60D, times >= 1`. */
  readonly condition: string;
  /** The value compared; absent where there was none. */
  readonly observed?: unknown;
  /** Whether the condition holds, the `not` before it included. */
  readonly holds: boolean;
  /** True where the window held more than is kept one by one. */
  readonly approximate?: true;
}

interface Deciding {
  readonly leaf: Leaf;
  readonly path: string;
  /** Whether an odd number of `not` stands before it. */
  negated: boolean;
}

/** Adds the leaves that make a condition hold or fail as it does: of an `all` that fails only those that fail, and so on. */
const addDeciding = (found: Deciding[], node: Node, view: View): void => {
  switch (node.kind) {
    case 'leaf':
      found.push({ leaf: node.leaf, path: node.path, negated: false });
      break;
    case 'not':
      addNegated(found, node.child, view);
      break;
    case 'all':
    case 'any':
      for (const child of agreeing(node, view)) addDeciding(found, child, view);
      break;
    default:
      node satisfies never;
  }
};

/** Those that come to the same as the whole. */
const agreeing = (node: Extract<Node, { kind: 'all' | 'any' }>, { state, at }: View): readonly Node[] => {
  const outcome = nodeHolds(node, state, at);
  return node.children.filter((child) => nodeHolds(child, state, at) === outcome);
};

const addNegated = (found: Deciding[], node: Node, view: View): void => {
  const first = found.length;
  addDeciding(found, node, view);
  for (const deciding of found.slice(first)) deciding.negated = !deciding.negated;
};

const reasonOf = ({ leaf, path, negated }: Deciding, { state, at }: View): Reason => {
  const { condition } = leaf;
  const observed = leaf.observed(state, at);
  const holds = leaf.holds(state, at) !== negated;
  const reason = observed === undefined ? { path, condition, holds } : { path, condition, observed, holds };
  return leaf.isApproximate(state) ? { ...reason, approximate: true } : reason;
};

const hasTurned = ({ leaf }: Deciding, now: View, before: View): boolean =>
  leaf.holds(now.state, now.at) !== leaf.holds(before.state, before.at);

/**
 * Explains why a condition holds or fails: the leaves that decide it, and of those, where any have, only the ones that
 * have turned since `before`.
 */
export const explain = (condition: Node, now: View, before: View): readonly Reason[] => {
  const deciding: Deciding[] = [];
  addDeciding(deciding, condition, now);
  const turned = deciding.filter((leaf) => hasTurned(leaf, now, before));
  return (turned.length > 0 ? turned : deciding).map((leaf) => reasonOf(leaf, now));
};
