import type { ConditionNode } from '../../parts/condition-tree.tsx';

/** `GET /v1/console/segments/{key}`: a segment as it is defined. Figures are null where nobody has counted. */
export interface SegmentDetail {
  readonly asOf: string;
  readonly key: string;
  readonly name: string;
  readonly description: string | null;
  /** A sentence. */
  readonly meaning: string;
  readonly definitionHash: string;
  readonly members: number | null;
  /** Of all people, from 0 to 1. */
  readonly share: number | null;
  readonly entered24h: number | null;
  readonly exited24h: number | null;
  /** Whether members that a change of the definition brings are not published. */
  readonly quiet: boolean;
  /** The consent without which nobody is in it. */
  readonly requires: string | null;
  /** Paths of traits that go out with a change. */
  readonly publishes: readonly string[];
  /** Keys of the segments that its condition names, and of those that name it. */
  readonly refersTo: readonly string[];
  readonly referredBy: readonly string[];
  readonly condition: ConditionNode;
  readonly definition: unknown;
}
