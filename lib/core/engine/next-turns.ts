import type { CustomerState } from '../profile/state.ts';
import type { Catalogue } from '../segments/compile/catalogue.ts';
import { parseInstant, type Instant } from '../time/instant.ts';
import { advance } from './advance.ts';

/** What time alone will next do to one membership. */
export interface NextTurn {
  readonly at: Instant;
  readonly status: 'entered' | 'exited';
}

/** So many instants are looked at: more than any window holds, and far more than anybody waits for. */
const mostLooks = 10_000;

/** What the next instant brings at which a condition turns; undefined where none will. */
const look = (catalogue: Catalogue, state: CustomerState) => {
  if (state.nextReviewAt === null) return undefined;
  const run = advance(catalogue, state, state.nextReviewAt + 1);
  const turns = run.changes.flatMap(({ effectiveAt, changes, quiet = [] }) =>
    [...changes, ...quiet].map(
      ({ segment, status }) => [segment.key, { at: parseInstant(effectiveAt), status }] as const,
    ),
  );
  return { state: run.state, turns };
};

/**
 * For each of some segments, the first change that time alone will bring if nothing else happens; none for a segment
 * that only an event can change.
 *
 * A condition that turns without its segment is no change: time runs in a copy of the state until the segment does.
 */
export const nextTurns = (
  catalogue: Catalogue,
  state: CustomerState,
  segments: Iterable<string>,
): ReadonlyMap<string, NextTurn> => {
  const open = new Set(segments);
  const found = new Map<string, NextTurn>();
  let seen = look(catalogue, state);
  for (let looks = 1; seen !== undefined && open.size > 0 && looks < mostLooks; looks += 1) {
    for (const [key, turn] of seen.turns.filter((one) => open.delete(one[0]))) found.set(key, turn);
    seen = look(catalogue, seen.state);
  }
  return found;
};
