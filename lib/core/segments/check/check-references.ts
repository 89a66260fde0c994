import type { ParsedSegment } from '../language/parse-segment.ts';
import { CatalogueError } from './catalogue-error.ts';

/**
 * Checks what segments refer to.
 *
 * @throws {CatalogueError} for a reference to no segment, and for a cycle.
 */
export const checkReferences = (segments: readonly ParsedSegment[]): void => {
  const byKey = new Map(segments.map((segment) => [segment.source.key, segment]));
  const done = new Set<ParsedSegment>();
  const visit = (segment: ParsedSegment, trail: readonly string[]): void => {
    if (done.has(segment)) return;
    const round = [...trail, segment.source.key];
    for (const { condition, path } of segment.leaves) {
      if (condition.form !== 'segment') continue;
      const at = ['segments', segment.index, 'when', ...path, 'segment'].join('.');
      const key = condition.segment;
      const referred = byKey.get(key);
      if (!referred) throw new CatalogueError(at, key, 'the key of a segment of the catalogue');
      if (round.includes(key)) throw new CatalogueError(at, [...round, key].join(' → '), 'no reference in a circle');
      visit(referred, round);
    }
    done.add(segment);
  };
  for (const segment of segments) visit(segment, []);
};
