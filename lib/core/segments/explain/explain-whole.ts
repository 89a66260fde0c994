import { nodeHolds, type Node, type View } from '../compile/node.ts';
import { explain, type Reason } from './explain.ts';

/** A whole condition as it stands at an instant, each part with whether it holds. Plain JSON. */
export type Explained =
  | { readonly kind: 'all' | 'any'; readonly holds: boolean; readonly parts: readonly Explained[] }
  | { readonly kind: 'not'; readonly holds: boolean; readonly part: Explained }
  /** `holds` has the `not` before it included, as in what is published; the group above counts the condition itself. */
  | ({ readonly kind: 'condition' } & Reason);

const explainedAt = (node: Node, view: View, isNegated: boolean): Explained => {
  const holds = nodeHolds(node, view.state, view.at);
  switch (node.kind) {
    case 'all':
    case 'any':
      return { kind: node.kind, holds, parts: node.children.map((child) => explainedAt(child, view, isNegated)) };
    case 'not':
      return { kind: 'not', holds, part: explainedAt(node.child, view, !isNegated) };
    case 'leaf': {
      const [reason] = explain(node, view, view);
      return { kind: 'condition', ...(reason as Reason), holds: holds !== isNegated };
    }
    default:
      return node satisfies never;
  }
};

/** Explains every part of a condition, also those that decide nothing: what `explain` leaves out. */
export const explainWhole = (condition: Node, view: View): Explained => explainedAt(condition, view, false);
