import type { Segment } from '#lib/core/segments/language/language.ts';
import { leavesOf } from '#lib/core/segments/language/leaves.ts';
import { parseCondition } from '#lib/core/segments/language/parse-condition.ts';

/** The keys of the segments that a segment's condition names, each once. */
export const referredIn = ({ when }: Segment): readonly string[] => [
  ...new Set(
    leavesOf(parseCondition(when)).flatMap(({ condition }) =>
      condition.form === 'segment' ? [condition.segment] : [],
    ),
  ),
];
