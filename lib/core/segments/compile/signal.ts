import type { CustomerState } from '../../profile/state.ts';
import type { Instant } from '../../time/instant.ts';
import type { Comparison } from '../language/operators.ts';
import type { NextTurn } from './first-turn.ts';
import type { Measure } from './measure.ts';
import type { Arithmetic } from './arithmetic.ts';

/** How a number moves on from one instant to the next: it has no next change, and comparisons of it turn where it meets a number. */
export interface Motion {
  /** The turns of comparisons with numbers, all of them; not of a test of whether there is a value. */
  readonly turnsOf: (comparisons: readonly Comparison[]) => NextTurn;
  /** The motion of the result of an operation, whose other parts are the constants before it and behind it. */
  readonly through: (form: Arithmetic, before: readonly number[], behind: readonly number[]) => Motion;
}

/** A value of a person that conditions compare, publications carry and profiles show, and that time alone may change. */
export interface Signal {
  /** The value at an instant; undefined where there is none. */
  readonly valueAt: (state: CustomerState, now: Instant) => unknown;
  /**
   * The first instant after `after` at which time alone may change the value: never a later one than that at which it does;
   * Infinity where it will not. Absent where time alone never changes it, and beside `motion`.
   */
  readonly nextChange?: NextTurn | undefined;
  /** Set where the value is a number that moves all the time. */
  readonly motion?: Motion | undefined;
  /**
   * Above 0 where it takes long to find the next change or turn: a search asks such signals last, the slowest at the very end, up to
   * what it has found by then.
   */
  readonly slowness?: number | undefined;
  /** The value as it is written, where it is decided by more digits: in profiles, in changes, and as what was observed. */
  readonly written?: ((value: unknown) => unknown) | undefined;
  /** Whether the value may be off, because a window held more than is kept one by one. */
  readonly isApproximate: (state: CustomerState, now: Instant) => boolean;
  /** The measures that it reads. */
  readonly measures: readonly Measure[];
  /** The parts of the profile that it reads, as in `Trait.dependsOn`. */
  readonly dependsOn: readonly string[];
}

/** The value as it is written at an instant. */
export const writtenAt = ({ valueAt, written }: Signal): Signal['valueAt'] =>
  written ? (state, now) => written(valueAt(state, now)) : valueAt;
