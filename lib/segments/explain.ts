import type { CustomerState } from '../profile/state.ts';
import type { Instant } from '../time/instant.ts';
import { nodeHolds, type Node } from './condition.ts';
import type { Leaf } from './leaf.ts';

/** A state at an instant. */
export interface View {
  readonly state: CustomerState;
  readonly at: Instant;
}

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
  readonly negated: boolean;
}

/** The leaves that make a condition hold or fail as it does: of an `all` that fails only those that fail, and so on. */
const decidingLeaves = (node: Node, view: View, negated: boolean): readonly Deciding[] => {
  switch (node.kind) {
    case 'leaf':
      return [{ leaf: node.leaf, path: node.path, negated }];
    case 'not':
      return decidingLeaves(node.child, view, !negated);
    case 'all':
    case 'any': {
      const unanimous = node.kind === 'all';
      const holding = node.children.map((child) => nodeHolds(child, view.state, view.at));
      const decided = holding.every((holds) => holds === unanimous) ? unanimous : !unanimous;
      return node.children.flatMap((child, index) =>
        holding[index] === decided ? decidingLeaves(child, view, negated) : [],
      );
    }
    default:
      return node satisfies never;
  }
};

const reasonOf = ({ leaf, path, negated }: Deciding, { state, at }: View): Reason => {
  const observed = leaf.observed(state, at);
  return {
    path,
    condition: leaf.condition,
    ...(observed !== undefined && { observed }),
    holds: leaf.holds(state, at) !== negated,
    ...(leaf.isApproximate(state) && { approximate: true }),
  };
};

/**
 * Explains why a condition holds or fails: the leaves that decide it, and of those, where any have, only the ones that
 * have turned since `before`.
 */
export const explain = (condition: Node, now: View, before: View): readonly Reason[] => {
  const deciding = decidingLeaves(condition, now, false);
  const turned = deciding.filter(({ leaf }) => leaf.holds(now.state, now.at) !== leaf.holds(before.state, before.at));
  return (turned.length > 0 ? turned : deciding).map((leaf) => reasonOf(leaf, now));
};
