import type { Span } from '../../measures/measure.ts';
import { longestDuration } from '../../time/duration.ts';
import type { CustomerState } from '../../profile/state.ts';
import type { Instant } from '../../time/instant.ts';
import type { Leaf } from './leaf.ts';

/** The first instant after another at which a leaf may flip; Infinity where it will not. One beyond `until` need not be found. */
export type NextTurn = (state: CustomerState, after: Instant, until: Instant) => Instant;

/** A search gives up after this many turns, or this far ahead, and names an instant at which nothing flips: an age that is far beyond its limit rises for ever. */
const mostTurns = 500;
const furthest = longestDuration;

/** Looks at one possible flip after another until one is found. */
export const firstTurn =
  (holds: Leaf['holds'], nextTurn: NextTurn): NonNullable<Leaf['nextFlip']> =>
  (state: CustomerState, { after, until }: Span) => {
    let at = nextTurn(state, after, until);
    // Mostly no turn lies before the first flip that is known already: nothing is compared then.
    if (at > until || at === Infinity) return Infinity;
    const before = holds(state, after);
    for (let turns = 0; turns < mostTurns && at - after <= furthest && holds(state, at) === before; turns += 1) {
      at = nextTurn(state, at, until);
      if (at > until || at === Infinity) return Infinity;
    }
    return at;
  };
