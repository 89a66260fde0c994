import type { Instant } from '../time/instant.ts';
import { joinOldest } from './join-oldest.ts';
import type { MeasureReader } from './measure.ts';
import { byTime, insertSorted, type Row } from './window.ts';

/** The roles of an event in a sequence of two; it may have both. */
interface Roles {
  readonly isFirst: boolean;
  readonly isSecond: boolean;
}

/** The time of an event, and its customer's clock. */
interface Moment {
  readonly t: Instant;
  readonly clock: Instant;
}

/** Folds the two events of a sequence into a bounded state that depends only on their set. */
export interface Sequence<State> extends MeasureReader<State> {
  readonly add: (state: State | undefined, roles: Roles, moment: Moment) => State;
  /** Joins two states at the clock of the merged customer. */
  readonly merge: (one: State, other: State, clock: Instant) => State;
}

const newest = (one: Instant | undefined, other: Instant | undefined): Instant | undefined =>
  one === undefined || (other !== undefined && other > one) ? other : one;

/** The state of `followedBy`. Plain JSON. */
export interface FollowedState {
  /** The newest B. */
  readonly b?: Instant;
  /** The newest A before that B: the pair that holds longest. */
  readonly a?: Instant;
  /** Rows `[t]` of each A that is not older than the newest B: a B may still follow it, a late one as well. */
  readonly open: readonly Row[];
  /**
   * The newest A that was joined with others: until it has left the window, an A may be placed up to 1/200 of the window
   * off. `true` in states of 0.2.0, which did not say which.
   */
  readonly joined?: Instant | true;
}

/** No A that was joined is newer than the newest that is kept. */
const joinedUntil = ({ joined, open, a }: FollowedState): Instant | undefined =>
  joined === true ? (open.at(-1)?.[0] ?? a) : joined;

/** Moves each A that is followed now out of `open`. Of those before the newest B only the newest matters. */
const settled = (state: Omit<FollowedState, 'joined'>, known: Instant | undefined, length: number): FollowedState => {
  const { b } = state;
  const followed = b === undefined ? 0 : state.open.filter(([t]) => t < b).length;
  let joined = known;
  const open = joinOldest(state.open.slice(followed), length, (_, newer) => {
    joined = newest(joined, newer[0]);
    return newer;
  });
  const a = newest(state.a, state.open[followed - 1]?.[0]);
  return {
    ...(b !== undefined && { b }),
    ...(a !== undefined && { a }),
    open,
    ...(joined !== undefined && { joined }),
  };
};

const openAfter = (open: readonly Row[], after: Instant): readonly Row[] => open.filter(([t]) => t > after);

/** `followedBy`: some A at a and B at b with now - length < a < b <= now. Its value is true or false. */
export const followedBy = (length: number): Sequence<FollowedState> => ({
  add: (state = { open: [] }, { isFirst, isSecond }, { t, clock }) => {
    const b = isSecond ? newest(state.b, t) : state.b;
    const live = openAfter(state.open, clock - length);
    const open = isFirst && t > clock - length ? insertSorted(live, [t], byTime) : live;
    return settled({ ...state, ...(b !== undefined && { b }), open }, joinedUntil(state), length);
  },
  // A that have left the window would count against the limit up to which the others are kept one by one.
  merge: (one, other, clock) => {
    const b = newest(one.b, other.b);
    const a = newest(one.a, other.a);
    const open = openAfter(other.open, clock - length).reduce<readonly Row[]>(
      (rows, row) => insertSorted(rows, row, byTime),
      openAfter(one.open, clock - length),
    );
    const joined = newest(joinedUntil(one), joinedUntil(other));
    return settled({ ...(b !== undefined && { b }), ...(a !== undefined && { a }), open }, joined, length);
  },
  valueAt: (state, now) => state?.a !== undefined && state.a > now - length,
  nextFlip: (state, { after }, holds) =>
    state?.a !== undefined && state.a > after - length && holds(true) !== holds(false) ? state.a + length : Infinity,
  isApproximate: (state, now) => (state && (joinedUntil(state) ?? -Infinity) > now - length) ?? false,
});

/** The newest A and the newest B. Plain JSON. */
export interface NotFollowedState {
  readonly a?: Instant;
  readonly b?: Instant;
}

const newestOfEach = (a: Instant | undefined, b: Instant | undefined): NotFollowedState => ({
  ...(a !== undefined && { a }),
  ...(b !== undefined && { b }),
});

/** `notFollowedBy`: the newest A in the window, at a, has a + wait <= now, and no B at b has a < b. Its value is true or false. */
export const notFollowedBy = (wait: number, length: number): Sequence<NotFollowedState> => {
  const valueAt = (state: NotFollowedState | undefined, now: Instant): boolean => {
    const { a, b } = state ?? {};
    if (a === undefined || (b !== undefined && b > a)) return false;
    return a > now - length && a + wait <= now;
  };
  return {
    add: (state = {}, { isFirst, isSecond }, { t }) =>
      newestOfEach(isFirst ? newest(state.a, t) : state.a, isSecond ? newest(state.b, t) : state.b),
    merge: (one, other) => newestOfEach(newest(one.a, other.a), newest(one.b, other.b)),
    valueAt,
    nextFlip: (state, { after }, holds) => {
      const instants = state?.a === undefined ? [] : [state.a + wait, state.a + length];
      const before = holds(valueAt(state, after));
      return instants.find((at) => at > after && holds(valueAt(state, at)) !== before) ?? Infinity;
    },
    isApproximate: () => false,
  };
};
