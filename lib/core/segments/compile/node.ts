import type { CustomerState } from '../../profile/state.ts';
import type { Instant } from '../../time/instant.ts';
import type { Leaf } from './leaf.ts';

/** A compiled condition. */
export type Node =
  | { readonly kind: 'all' | 'any'; readonly children: readonly Node[] }
  | { readonly kind: 'not'; readonly child: Node }
  | { readonly kind: 'leaf'; readonly leaf: Leaf; readonly path: string };

/** A state at an instant. */
export interface View {
  readonly state: CustomerState;
  readonly at: Instant;
}

const allHold = (nodes: readonly Node[], state: CustomerState, now: Instant): boolean => {
  for (const node of nodes) if (!nodeHolds(node, state, now)) return false;
  return true;
};

const anyHolds = (nodes: readonly Node[], state: CustomerState, now: Instant): boolean => {
  for (const node of nodes) if (nodeHolds(node, state, now)) return true;
  return false;
};

/** Whether a condition holds at an instant. */
export const nodeHolds = (node: Node, state: CustomerState, now: Instant): boolean => {
  switch (node.kind) {
    case 'leaf':
      return node.leaf.holds(state, now);
    case 'not':
      return !nodeHolds(node.child, state, now);
    case 'all':
      return allHold(node.children, state, now);
    case 'any':
      return anyHolds(node.children, state, now);
    default:
      return node satisfies never;
  }
};
