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

const known = new WeakMap<Predict, Map<string, Subject>>();

/** One subject for all who have bought alike, so that what is worked out of it can be kept with it. */
const alike = (model: Predict, bought: Bought): Subject => {
  const ofModel = known.get(model) ?? new Map<string, Subject>();
  known.set(model, ofModel);
  const key = JSON.stringify(bought);
  const subject = ofModel.get(key) ?? { model, bought };
  ofModel.set(key, subject);
  return subject;
};

/** Undefined without a model, and for somebody who has not ordered. */
export const subjectOf = (facts: readonly Fact[], catalogue: Catalogue): Subject | undefined => {
  const { predict } = catalogue;
  const bought = predict && boughtBy(facts, catalogue);
  return predict && bought && alike(predict, bought);
};

/** Milliseconds. */
export const unitOf = ({ model }: Subject): number => readDuration(model.timeUnit);

export const historyOf = (subject: Subject, now: number): History => {
  const { firstAt, lastAt, repeats } = subject.bought;
  const unit = unitOf(subject);
  return { repeats, active: (lastAt - firstAt) / unit, silent: (now - lastAt) / unit };
};
