import type { CustomerState } from '../../profile/state.ts';
import type { Instant } from '../../time/instant.ts';
import type { ValueTest } from '../language/operator.ts';
import { firstTurn, type NextTurn } from './first-turn.ts';
import type { Leaf } from './leaf.ts';
import type { Signal } from './signal.ts';

/** A comparison of a value. */
export interface SignalComparison {
  readonly test: ValueTest;
  /** The first instant after another at which the test of a value that stays as it is may turn; absent where it never does. */
  readonly nextTurn?: ((value: unknown, after: Instant) => Instant) | undefined;
}

/** When a leaf over a signal may flip: where the value changes, or where the test of it turns. */
const turnsOf = ({ valueAt, nextChange }: Signal, { nextTurn }: SignalComparison): NextTurn | undefined => {
  if (!nextTurn) return nextChange;
  const turn = (state: CustomerState, after: Instant): Instant => nextTurn(valueAt(state, after), after);
  return nextChange ? (state, after) => Math.min(turn(state, after), nextChange(state, after)) : turn;
};

/** A leaf over anything that is worked out. */
export const signalLeaf = (phrase: Leaf['phrase'], signal: Signal, comparison: SignalComparison): Leaf => {
  const { valueAt, isApproximate } = signal;
  const holds: Leaf['holds'] = (state, now) => comparison.test(valueAt(state, now), now);
  const nextTurn = turnsOf(signal, comparison);
  return {
    phrase,
    holds,
    observed: valueAt,
    isApproximate,
    ...(nextTurn && { nextFlip: firstTurn(holds, nextTurn) }),
  };
};
