import type { CustomerState } from '../profile/state.ts';
import type { Instant } from '../time/instant.ts';
import type { Leaf } from './leaf.ts';

/** A compiled condition. */
export type Node =
  | { readonly kind: 'all' | 'any'; readonly children: readonly Node[] }
  | { readonly kind: 'not'; readonly child: Node }
  | { readonly kind: 'leaf'; readonly leaf: Leaf; readonly path: string };

/** Whether a condition holds at an instant. */
export const nodeHolds = (node: Node, state: CustomerState, now: Instant): boolean => {
  switch (node.kind) {
    case 'all':
      return node.children.every((child) => nodeHolds(child, state, now));
    case 'any':
      return node.children.some((child) => nodeHolds(child, state, now));
    case 'not':
      return !nodeHolds(node.child, state, now);
    case 'leaf':
      return node.leaf.holds(state, now);
    default:
      return node satisfies never;
  }
};
