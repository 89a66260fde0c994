import type { Condition } from './condition.ts';
import type { Segment } from './language.ts';
import { leavesOf, type FoundLeaf } from './leaves.ts';
import { parseCondition } from './parse-condition.ts';

/** A segment whose condition is parsed. */
export interface ParsedSegment {
  readonly source: Segment;
  /** The position in the catalogue's list. */
  readonly index: number;
  readonly when: Condition;
  /** Every leaf of `when`. */
  readonly leaves: readonly FoundLeaf[];
}

/** Parses a segment that a check has accepted. */
export const parseSegment = (source: Segment, index: number): ParsedSegment => {
  const when = parseCondition(source.when);
  return { source, index, when, leaves: leavesOf(when) };
};
