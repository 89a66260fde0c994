import { nodeHolds, type Node, type View } from '../compile/node.ts';
import type { Leaf } from '../compile/leaf.ts';

/** One leaf condition and what was seen of it when a membership was decided. */
export interface Reason {
  /** Where the condition stands in the segment's `when`, such as `all.1.not`; `when` itself where that is a leaf. */
  readonly path: string;
  /** The condition in short words, such as `PurchaseMade within P60D, times >= 1`. */
  readonly condition: string;
  /** The value compared; absent where there was none. */
  readonly observed?: unknown;
  /** Whether the condition holds, with the `not` before it taken into account. */
  readonly holds: boolean;
  /** True where the window held more than is kept one by one. */
  readonly approximate?: true;
}

interface Deciding {
  readonly leaf: Leaf;
  readonly path: string;
  /** Whether an odd number of `not` stands before it. */
  readonly negated: boolean;
}

/** Leaves that make a condition hold or fail as it does. */
class DecidingLeaves {
  readonly found: Deciding[] = [];
  readonly #view: View;

  constructor(view: View) {
    this.#view = view;
  }

  /** Adds those of a condition: of an `all` that fails only those that fail, and so on. */
  add(node: Node, negated: boolean): void {
    switch (node.kind) {
      case 'leaf':
        this.found.push({ leaf: node.leaf, path: node.path, negated });
        break;
      case 'not':
        this.add(node.child, !negated);
        break;
      case 'all':
      case 'any':
        this.#addAgreeing(node, negated);
        break;
      default:
        node satisfies never;
    }
  }

  /** Of several conditions only those that come to the same as the whole. */
  #addAgreeing(whole: Extract<Node, { kind: 'all' | 'any' }>, negated: boolean): void {
    const { state, at } = this.#view;
    const outcome = nodeHolds(whole, state, at);
    for (const child of whole.children) if (nodeHolds(child, state, at) === outcome) this.add(child, negated);
  }
}

const reasonOf = ({ leaf, path, negated }: Deciding, { state, at }: View): Reason => {
  const condition = leaf.phrase();
  const observed = leaf.observed(state, at);
  const holds = leaf.holds(state, at) !== negated;
  const reason = observed === undefined ? { path, condition, holds } : { path, condition, observed, holds };
  return leaf.isApproximate(state, at) ? { ...reason, approximate: true } : reason;
};

const hasFlipped = ({ leaf }: Deciding, now: View, before: View): boolean =>
  leaf.holds(now.state, now.at) !== leaf.holds(before.state, before.at);

/**
 * Explains why a condition holds or fails: the leaves that decide it, and of those, where any have, only the ones that
 * have flipped since `before`.
 */
export const explain = (condition: Node, now: View, before: View): readonly Reason[] => {
  const deciding = new DecidingLeaves(now);
  deciding.add(condition, false);
  const { found } = deciding;
  const [only] = found;
  if (only && found.length === 1) return [reasonOf(only, now)];
  const flipped = found.filter((leaf) => hasFlipped(leaf, now, before));
  return (flipped.length > 0 ? flipped : found).map((leaf) => reasonOf(leaf, now));
};
