import type { TraitTerms } from '../../profile/trait-terms.ts';
import type { Trait } from '../../profile/trait.ts';
import type { Instant } from '../../time/instant.ts';
import type { Signal } from './signal.ts';

type NextChange = NonNullable<Signal['nextChange']>;

/** The steps of a trait that falls or rises with the time gone by. */
const stepsOf = ({ elapsed }: Trait, { rfm }: TraitTerms): NextChange | undefined => {
  if (!elapsed || !rfm) return undefined;
  const steps = elapsed.steps(rfm);
  return ({ profile }, after) => {
    const since = elapsed.instant(profile);
    const next = since === undefined ? undefined : steps.find((step) => since + step > after);
    return since === undefined || next === undefined ? Infinity : since + next;
  };
};

const nextChangeOf = (trait: Trait, terms: TraitTerms): NextChange | undefined => {
  const { nextChange } = trait;
  return nextChange ? ({ profile }, after): Instant => nextChange(profile, after, terms) : stepsOf(trait, terms);
};

/** A trait of the contract as a signal. */
export const traitSignal = (trait: Trait, terms: TraitTerms): Signal => ({
  valueAt: ({ profile }, now) => trait.read(profile, now, terms),
  nextChange: nextChangeOf(trait, terms),
  isApproximate: () => false,
  measures: [],
  dependsOn: trait.dependsOn,
});
