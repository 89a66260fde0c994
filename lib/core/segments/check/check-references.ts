import type { FoundLeaf } from '../language/leaves.ts';
import type { ParsedSegment } from '../language/parse-segment.ts';
import { CatalogueError } from './catalogue-error.ts';

/** References may lead on this far, one after the other: what follows them calls itself for each. */
const longestTrail = 1_000;

const pathOf = ({ index }: ParsedSegment, { path }: FoundLeaf): string =>
  ['segments', index, 'when', ...path, 'segment'].join('.');

/**
 * Checks what segments refer to.
 *
 * @throws {CatalogueError} for a reference to no segment, a cycle, and a trail of more than 1,000 references.
 */
export const checkReferences = (segments: readonly ParsedSegment[]): void => {
  const byKey = new Map(segments.map((segment) => [segment.source.key, segment]));
  const lengths = new Map<ParsedSegment, number>();

  /** The length of the longest trail of references that begins with a segment. */
  const lengthFrom = (segment: ParsedSegment, trail: readonly string[]): number => {
    const known = lengths.get(segment);
    if (known !== undefined) return known;
    const round = [...trail, segment.source.key];
    const following = segment.leaves.map((leaf) => follow(segment, leaf, round));
    const length = Math.max(0, ...following);
    lengths.set(segment, length);
    return length;
  };

  const follow = (segment: ParsedSegment, leaf: FoundLeaf, round: readonly string[]): number => {
    if (leaf.condition.form !== 'segment') return 0;
    const key = leaf.condition.segment;
    const refuse = (seen: string, expected: string): never => {
      throw new CatalogueError(pathOf(segment, leaf), seen, expected);
    };
    const referred = byKey.get(key) ?? refuse(key, 'the key of a segment of the catalogue');
    if (round.includes(key)) refuse([...round, key].join(' → '), 'no reference in a circle');
    const length = round.length > longestTrail ? Infinity : 1 + lengthFrom(referred, round);
    return length > longestTrail ? refuse(key, `the end of at most ${longestTrail} references in a row`) : length;
  };

  for (const segment of segments) lengthFrom(segment, []);
};
