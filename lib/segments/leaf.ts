import type { Trait } from '../profile/trait.ts';
import type { RfmThresholds } from '../profile/rfm.ts';
import type { CustomerState } from '../profile/state.ts';
import { parseDuration } from '../time/duration.ts';
import type { Instant } from '../time/instant.ts';
import type { Operators, TraitOperators } from './language.ts';
import type { Measure } from './measure.ts';
import { compileAges, compileOperators, instantOf, numbersIn } from './operators.ts';

/** A condition without further conditions in it: what it says at any instant, and when that changes with no event. */
export interface Leaf {
  /** In short words. */
  readonly condition: string;
  readonly holds: (state: CustomerState, now: Instant) => boolean;
  /** The value that is compared; undefined where there is none. */
  readonly observed: (state: CustomerState, now: Instant) => unknown;
  readonly isApproximate: (state: CustomerState) => boolean;
  /** The first instant after `now` at which the leaf changes with no event; Infinity if none. Absent where it never does. */
  readonly nextFlip?: (state: CustomerState, now: Instant) => Instant;
}

// Operators over events know no instant.
const noInstant = Number.NaN;

/** A leaf over events. Sequences are compared with nothing: they hold or not. */
export const measureLeaf = (condition: string, measure: Measure, operators: Operators): Leaf => {
  const test = compileOperators(operators);
  const holds = (value: unknown): boolean => test(value, noInstant);
  return {
    condition,
    holds: ({ measures }, now) => holds(measure.valueAt(measures[measure.id], now)),
    observed: ({ measures }, now) => measure.valueAt(measures[measure.id], now),
    isApproximate: ({ measures }) => measure.isApproximate(measures[measure.id]),
    nextFlip: ({ measures }, now) => measure.nextFlip(measures[measure.id], now, holds),
  };
};

const durationsIn = ({ olderThan, newerThan }: TraitOperators): readonly number[] =>
  [olderThan, newerThan].filter((text) => text !== undefined).map((text) => parseDuration(text) as number);

/** A leaf over a trait. */
export const traitLeaf = (
  condition: string,
  trait: Trait,
  { operators, rfm }: { readonly operators: TraitOperators; readonly rfm: RfmThresholds | undefined },
): Leaf => {
  const durations = durationsIn(operators);
  const operands = numbersIn(operators);
  const observed: Leaf['observed'] = ({ profile }, now) => trait.read({ profile, rfm, now });
  const holds = traitTest(trait, operators, observed);
  const leaf = { condition, observed, holds, isApproximate: () => false };
  if (durations.length === 0 && !trait.changesAt) return leaf;
  const instant: Leaf['nextFlip'] = (state, now) =>
    trait.instant ? (trait.instant(state.profile) ?? noInstant) : instantOf(observed(state, now));
  const candidates = (state: CustomerState, now: Instant): readonly Instant[] => [
    ...durations.map((length) => instant(state, now) + length),
    ...(trait.changesAt?.({ profile: state.profile, rfm, now, operands }) ?? []),
  ];
  return {
    ...leaf,
    nextFlip: (state, now) => {
      const before = holds(state, now);
      const flips = candidates(state, now).filter((at) => at > now && holds(state, at) !== before);
      return Math.min(Infinity, ...flips);
    },
  };
};

/** An age is compared without writing the instant; everything else by the trait's value. */
const traitTest = (trait: Trait, operators: TraitOperators, observed: Leaf['observed']): Leaf['holds'] => {
  const age = trait.instant && compileAges(operators);
  if (age) return ({ profile }, now) => age(trait.instant?.(profile) ?? noInstant, now);
  const test = compileOperators(operators);
  return (state, now) => test(observed(state, now), now);
};
