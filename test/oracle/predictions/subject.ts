import type { Catalogue, Predict } from '../catalogue.ts';
import type { Fact } from '../facts.ts';
import { readDuration } from '../instants.ts';
import type { History } from './customer-base.ts';
import { boughtBy, type Bought } from './orders-of.ts';

/** A model and somebody of whom it tells. */
export interface Subject {
  readonly model: Predict;
  readonly bought: Bought;
}

/** Undefined without a model, and for somebody who has not ordered. */
export const subjectOf = (facts: readonly Fact[], catalogue: Catalogue): Subject | undefined => {
  const bought = catalogue.predict === undefined ? undefined : boughtBy(facts, catalogue);
  return catalogue.predict === undefined || bought === undefined ? undefined : { model: catalogue.predict, bought };
};

/** Milliseconds. */
export const unitOf = ({ model }: Subject): number => readDuration(model.timeUnit);

export const historyOf = (subject: Subject, now: number): History => {
  const { firstAt, lastAt, repeats } = subject.bought;
  const unit = unitOf(subject);
  return { repeats, active: (lastAt - firstAt) / unit, silent: (now - lastAt) / unit };
};
