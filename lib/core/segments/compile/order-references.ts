import { CatalogueError } from '../check/catalogue-error.ts';
import type { Segment } from '../language/language.ts';
import { leavesOf } from '../language/leaves.ts';

interface Reference {
  readonly key: string;
  readonly path: string;
}

const referencesOf = ({ when }: Segment, index: number): readonly Reference[] =>
  leavesOf(when).flatMap(({ condition, path }) =>
    'segment' in condition
      ? [{ key: condition.segment, path: ['segments', index, 'when', ...path, 'segment'].join('.') }]
      : [],
  );

/** The keys of the segments that a segment refers to. */
export const referredBy = (segment: Segment): readonly string[] => referencesOf(segment, 0).map(({ key }) => key);

/**
 * Orders segments so that each comes after all that it refers to, otherwise as they stand.
 *
 * @throws {CatalogueError} for a reference to no segment, and for a cycle.
 */
export const orderReferences = (segments: readonly Segment[]): readonly Segment[] => {
  const indexes = new Map(segments.map(({ key }, index) => [key, index]));
  const ordered = new Set<Segment>();
  const visit = (index: number, trail: readonly string[]): void => {
    const segment = segments[index] as Segment;
    if (ordered.has(segment)) return;
    for (const { key, path } of referencesOf(segment, index)) {
      const referred = indexes.get(key);
      if (referred === undefined) throw new CatalogueError(path, key, 'the key of a segment of the catalogue');
      const round = [...trail, segment.key];
      if (round.includes(key)) throw new CatalogueError(path, [...round, key].join(' → '), 'no reference in a circle');
      visit(referred, round);
    }
    ordered.add(segment);
  };
  segments.forEach((_, index) => visit(index, []));
  return [...ordered];
};
