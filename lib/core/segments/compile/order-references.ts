import type { ParsedSegment } from '../language/parse-segment.ts';

/** The keys of the segments that a segment refers to. */
export const referredBy = ({ leaves }: ParsedSegment): readonly string[] =>
  leaves.flatMap(({ condition }) => (condition.form === 'segment' ? condition.segment : []));

/** Orders segments so that each comes after all that it refers to, otherwise as they stand. A check has found no cycle. */
export const orderReferences = (segments: readonly ParsedSegment[]): readonly ParsedSegment[] => {
  const byKey = new Map(segments.map((segment) => [segment.source.key, segment]));
  const ordered = new Set<ParsedSegment>();
  const add = (segment: ParsedSegment): void => {
    if (ordered.has(segment)) return;
    for (const key of referredBy(segment)) add(byKey.get(key) as ParsedSegment);
    ordered.add(segment);
  };
  segments.forEach(add);
  return [...ordered];
};
