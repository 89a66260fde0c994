import type { Instant } from '../time/instant.ts';
import { joinOldest } from './join-oldest.ts';
import type { MeasureReader } from './measure.ts';
import { byTime, insertSorted, type Row } from './window.ts';

/** Which of a sequence's two events an event is; it may be both. */
interface Roles {
  readonly isFirst: boolean;
  readonly isSecond: boolean;
}

/** When an event happened, and how far its customer's clock has come. */
interface Moment {
  readonly t: Instant;
  readonly clock: Instant;
}

/** Folds the two events of a sequence into a bounded state that depends on their set alone. */
export interface Sequence<State> extends MeasureReader<State> {
  readonly add: (state: State | undefined, roles: Roles, moment: Moment) => State;
  readonly merge: (one: State, other: State) => State;
}

const newest = (one: Instant | undefined, other: Instant | undefined): Instant | undefined =>
  one === undefined || (other !== undefined && other > one) ? other : one;

/** Plain JSON. */
export interface FollowedState {
  /** The newest B. */
  readonly b?: Instant;
  /** The newest A before that B: the pair that holds longest. */
  readonly a?: Instant;
  /** Rows `[t]` of the A that are not older than the newest B and may be followed yet, by a late B as well. */
  readonly open: readonly Row[];
  readonly joined?: true;
}

/** Settles which A are followed now; those before the newest B matter only by their newest. */
const settled = (state: FollowedState, length: number): FollowedState => {
  const followed = state.b === undefined ? 0 : state.open.filter(([t]) => t < (state.b as Instant)).length;
  const rest = state.open.slice(followed);
  const open = joinOldest(rest, length, (_, newer) => newer);
  const a = newest(state.a, state.open[followed - 1]?.[0]);
  return {
    ...(state.b !== undefined && { b: state.b }),
    ...(a !== undefined && { a }),
    open,
    ...((state.joined || open.length < rest.length) && { joined: true }),
  };
};

/** `followedBy`: some A at a and B at b with now - length < a < b <= now. Its value is true or false. */
export const followedBy = (length: number): Sequence<FollowedState> => ({
  add: (state = { open: [] }, { isFirst, isSecond }, { t, clock }) => {
    const b = isSecond ? newest(state.b, t) : state.b;
    const live = state.open.filter(([a]) => a > clock - length);
    const open = isFirst && t > clock - length ? insertSorted(live, [t], byTime) : live;
    return settled({ ...state, ...(b !== undefined && { b }), open }, length);
  },
  merge: (one, other) => {
    const b = newest(one.b, other.b);
    const open = other.open.reduce<readonly Row[]>((rows, row) => insertSorted(rows, row, byTime), one.open);
    const a = newest(one.a, other.a);
    const joined = one.joined || other.joined;
    return settled(
      { ...(b !== undefined && { b }), ...(a !== undefined && { a }), open, ...(joined && { joined: true }) },
      length,
    );
  },
  valueAt: (state, now) => state?.a !== undefined && state.a > now - length,
  nextFlip: (state, { after }, holds) =>
    state?.a !== undefined && state.a > after - length && holds(true) !== holds(false) ? state.a + length : Infinity,
  isApproximate: (state) => state?.joined ?? false,
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
