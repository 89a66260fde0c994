import type { CustomerState } from '../../profile/state.ts';
import type { Instant } from '../../time/instant.ts';
import type { Measure } from './measure.ts';

/** A value of a person that conditions compare, publications carry and profiles show, and that time alone may change. */
export interface Signal {
  /** The value at an instant; undefined where there is none. */
  readonly valueAt: (state: CustomerState, now: Instant) => unknown;
  /**
   * The first instant after `after` at which time alone may change the value: never a later one than that at which it does;
   * Infinity where it will not. Absent where time alone never changes it.
   */
  readonly nextChange?: ((state: CustomerState, after: Instant) => Instant) | undefined;
  /** Whether the value may be off, because a window held more than is kept one by one. */
  readonly isApproximate: (state: CustomerState, now: Instant) => boolean;
  /** The measures that it reads. */
  readonly measures: readonly Measure[];
  /** The parts of the profile that it reads, as in `Trait.dependsOn`. */
  readonly dependsOn: readonly string[];
}
