import type { Instant } from '../time/instant.ts';
import type { MeasureReader } from './measure.ts';
import { everyTime, newestTime, type InsertIdentities } from './identity-rows.ts';
import { addValues, mergeValues, newestByIdentity, noValues, type ValueRows } from './same-rows.ts';
import type { Rows } from './window.ts';

/** The values of the two events of a sequence, by identity. Plain JSON. */
interface SameState {
  readonly a: ValueRows;
  readonly b: ValueRows;
}

/** The identities of the values that an event has as the first of a sequence, and as the second. */
interface Values {
  readonly firsts: readonly string[];
  readonly seconds: readonly string[];
}

/** The time of an event, and its customer's clock. */
interface Moment {
  readonly t: Instant;
  readonly clock: Instant;
}

/** Folds the events of a sequence with a value in common into a bounded state that depends only on their set. */
export interface SameSequence extends MeasureReader<SameState> {
  readonly add: (state: SameState | undefined, values: Values, moment: Moment) => SameState;
  /** Joins two states at the clock of the merged customer. */
  readonly merge: (one: SameState, other: SameState, clock: Instant) => SameState;
}

const empty: SameState = { a: noValues, b: noValues };

/** Each identity once, in order. */
const rowsAt = (t: Instant, identities: readonly string[]): Rows =>
  [...new Set(identities)].sort().map((identity) => [t, identity]);

/** Of the second event the newest time of a value decides; of the first, where a late one may come between, every time. */
const folding = (
  length: number,
  insertFirst: InsertIdentities,
): Pick<SameSequence, 'add' | 'merge' | 'isApproximate'> => {
  const boundsAt = (clock: Instant) => {
    const start = clock - length;
    return { a: { start, insert: insertFirst }, b: { start, insert: newestTime } };
  };
  return {
    add: ({ a, b } = empty, { firsts, seconds }, { t, clock }) => {
      const bounds = boundsAt(clock);
      return { a: addValues(a, rowsAt(t, firsts), bounds.a), b: addValues(b, rowsAt(t, seconds), bounds.b) };
    },
    merge: (one, other, clock) => {
      const bounds = boundsAt(clock);
      return { a: mergeValues(one.a, other.a, bounds.a), b: mergeValues(one.b, other.b, bounds.b) };
    },
    isApproximate: ({ a, b } = empty, now) => Math.max(a.gone ?? -Infinity, b.gone ?? -Infinity) > now - length,
  };
};

/** The newest A that a B with the same value has followed. */
const newestFollowed = ({ a, b }: SameState): Instant => {
  if (a.rows.length === 0) return -Infinity;
  const followers = newestByIdentity(b);
  return Math.max(
    -Infinity,
    ...a.rows.filter(([t, identity]) => t < (followers.get(identity as string) ?? -Infinity)).map(([t]) => t),
  );
};

/**
 * `followedBy` with `same`: some A at a and B at b with now - length < a < b <= now that have a value in common. Its value is true or
 * false.
 */
export const sameFollowedBy = (length: number): SameSequence => ({
  ...folding(length, everyTime),
  valueAt: (state = empty, now) => newestFollowed(state) > now - length,
  nextFlip: (state = empty, { after }, holds) => {
    const a = newestFollowed(state);
    return a > after - length && holds(true) !== holds(false) ? a + length : Infinity;
  },
});

const noInstants: readonly Instant[] = [];

/** The newest A of each value that no B with that value has followed. */
const unfollowed = ({ a, b }: SameState): readonly Instant[] => {
  if (a.rows.length === 0) return noInstants;
  const followers = newestByIdentity(b);
  return [...newestByIdentity(a)]
    .filter(([identity, t]) => (followers.get(identity) ?? -Infinity) <= t)
    .map(([, t]) => t);
};

/**
 * `notFollowedBy` with `same`: there is a value of which the newest A in the window, at a, has a + wait <= now, and no B at b has
 * a < b. Its value is true or false.
 */
export const sameNotFollowedBy = (wait: number, length: number): SameSequence => {
  const heldBy = (waiting: readonly Instant[], now: Instant): boolean =>
    waiting.some((a) => a > now - length && a + wait <= now);
  return {
    ...folding(length, newestTime),
    valueAt: (state = empty, now) => heldBy(unfollowed(state), now),
    nextFlip: (state = empty, { after, until }, holds) => {
      const waiting = unfollowed(state);
      const before = holds(heldBy(waiting, after));
      const instants = waiting.flatMap((a) => [a + wait, a + length]).filter((at) => at > after && at <= until);
      return instants.sort((one, other) => one - other).find((at) => holds(heldBy(waiting, at)) !== before) ?? Infinity;
    },
  };
};
