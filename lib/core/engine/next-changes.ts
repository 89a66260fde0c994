import type { CustomerState } from '../profile/state.ts';
import type { Catalogue } from '../segments/compile/catalogue.ts';
import { longestDuration } from '../time/duration.ts';
import { parseInstant, type Instant } from '../time/instant.ts';
import { advance } from './advance.ts';

/** The next entry or exit that time alone will bring to one segment. */
export interface NextChange {
  readonly at: Instant;
  readonly status: 'entered' | 'exited';
}

/** The search gives up after this many instants: more than any window holds. */
const mostInstants = 10_000;

/** It gives up this far ahead, too, since birthdays go on for ever: no window is longer. */
const furthest = longestDuration;

/** The changes at the next instant at which a condition flips, and the state after it; undefined where none will. */
const nextInstant = (catalogue: Catalogue, state: CustomerState) => {
  if (state.nextReviewAt === null) return undefined;
  const run = advance(catalogue, state, state.nextReviewAt + 1);
  const found = run.changes.flatMap(({ effectiveAt, changes, quiet = [] }) =>
    [...changes, ...quiet].map(
      ({ segment, status }) => [segment.key, { at: parseInstant(effectiveAt), status }] as const,
    ),
  );
  return { at: state.nextReviewAt, state: run.state, found };
};

/**
 * Finds, for each of some segments, the first change that time alone will bring if no event comes. A segment that only
 * an event can change is not in the result.
 *
 * A condition may flip and leave its segment as it was, so time runs in a copy of the state until the segment changes.
 */
export const nextChanges = (
  catalogue: Catalogue,
  state: CustomerState,
  segments: Iterable<string>,
): ReadonlyMap<string, NextChange> => {
  const open = new Set(segments);
  const next = new Map<string, NextChange>();
  let instant = nextInstant(catalogue, state);
  for (let seen = 1; instant !== undefined && open.size > 0 && seen < mostInstants; seen += 1) {
    if (instant.at - state.clock > furthest) break;
    for (const [key, change] of instant.found.filter((one) => open.delete(one[0]))) next.set(key, change);
    instant = nextInstant(catalogue, instant.state);
  }
  return next;
};
