import type { CustomerState } from '../profile/state.ts';
import type { Instant } from '../time/instant.ts';
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

const anyIs = (outcome: boolean, nodes: readonly Node[], { state, at }: View): boolean => {
  for (const node of nodes) if (nodeHolds(node, state, at) === outcome) return true;
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
      return !anyIs(false, node.children, { state, at: now });
    case 'any':
      return anyIs(true, node.children, { state, at: now });
    default:
      return node satisfies never;
  }
};
