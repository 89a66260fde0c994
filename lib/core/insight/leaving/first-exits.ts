import { advance } from '../../engine/advance.ts';
import type { CustomerState } from '../../profile/state.ts';
import type { Catalogue } from '../../segments/compile/catalogue.ts';
import { parseInstant, type Instant } from '../../time/instant.ts';

const nobody: ReadonlyMap<string, Instant> = new Map();

/**
 * When somebody leaves the segments that they are in at an instant, if nothing happens: of each the first exit after it and before
 * another, by key. Who is not due for review by then is not searched.
 */
export const firstExits = (
  catalogue: Catalogue,
  stored: CustomerState,
  [from, to]: readonly [from: Instant, to: Instant],
): ReadonlyMap<string, Instant> => {
  if (stored.nextReviewAt === null || stored.nextReviewAt >= to) return nobody;
  const { state } = advance(catalogue, stored, from + 1);
  const exits = advance(catalogue, state, to).changes.flatMap(({ effectiveAt, changes, quiet = [] }) =>
    [...changes, ...quiet]
      .filter(({ status, segment }) => status === 'exited' && Object.hasOwn(state.memberships, segment.key))
      .map(({ segment }) => [segment.key, parseInstant(effectiveAt)] as const),
  );
  // Of several exits of one segment the first counts.
  return new Map(exits.toReversed());
};
