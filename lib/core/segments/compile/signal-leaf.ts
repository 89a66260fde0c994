import type { CustomerState } from '../../profile/state.ts';
import type { Instant } from '../../time/instant.ts';
import { comparisonsIn, type TraitOperators } from '../language/operators.ts';
import { firstTurn, type NextTurn } from './first-turn.ts';
import type { Leaf } from './leaf.ts';
import { writtenAt, type Signal } from './signal.ts';
import type { TraitAt, TraitComparison } from './trait-operators.ts';
import { combined, earliestChange } from './value-signal.ts';

/** A signal that is compared, with the other traits that the comparison reads. */
export interface ComparedSignal {
  readonly signal: Signal;
  /** With a number in place of each percentile. */
  readonly is: TraitOperators;
  readonly comparison: TraitComparison;
  /** By path; each of the comparison's `traits`. */
  readonly others: ReadonlyMap<string, Signal>;
}

const traitsAt =
  (others: ReadonlyMap<string, Signal>, state: CustomerState, now: Instant): TraitAt =>
  (path) =>
    others.get(path)?.valueAt(state, now);

const earliest = (turns: readonly NextTurn[]): NextTurn | undefined => {
  const [only] = turns;
  if (turns.length < 2) return only;
  return (state, after, until) => Math.min(...turns.map((nextTurn) => nextTurn(state, after, until)));
};

/** When a leaf over a signal may flip: where a value changes or meets a number, or where the test of it turns. */
const turnsOf = ({ signal, is, comparison, others }: ComparedSignal): NextTurn | undefined => {
  const { nextTurn } = comparison;
  const nextChange = earliestChange([signal, ...others.values()]);
  const tested: NextTurn | undefined =
    nextTurn && ((state, after) => nextTurn(signal.valueAt(state, after), after, traitsAt(others, state, after)));
  const moved = signal.motion?.turnsOf(comparisonsIn(is));
  return earliest([tested, nextChange, moved].filter((turn) => turn !== undefined));
};

/** Everything that the comparison of a signal reads, as one signal with the value that is compared. */
export const comparedSignal = ({ signal, others }: ComparedSignal): Signal =>
  others.size === 0 ? signal : combined([signal, ...others.values()], signal.valueAt);

/** A leaf over anything that is worked out. */
export const signalLeaf = (phrase: Leaf['phrase'], compared: ComparedSignal): Leaf => {
  const { signal, comparison, others } = compared;
  const { valueAt, isApproximate } = comparedSignal(compared);
  const holds: Leaf['holds'] = (state, now) => comparison.test(valueAt(state, now), now, traitsAt(others, state, now));
  const nextTurn = turnsOf(compared);
  return {
    phrase,
    holds,
    observed: writtenAt(signal),
    isApproximate,
    ...(nextTurn && { nextFlip: firstTurn(holds, nextTurn) }),
  };
};
