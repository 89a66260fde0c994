import { aggregateNames, type Aggregated, type AggregateName, type Performed } from './language.ts';
import type { Operators } from './operators.ts';

/** Which aggregate a condition takes, and of which field; neither where events are counted. */
export const aggregateOf = (condition: Performed | Aggregated): { name?: AggregateName; path?: string } => {
  const name = aggregateNames.find((aggregate) => aggregate in condition);
  return name === undefined ? {} : { name, path: (condition as unknown as Record<AggregateName, string>)[name] };
};

const atLeastOnce: Operators = { gte: 1 };

/** What a count or an aggregate is compared with; a count with at least one unless told. */
export const comparedIn = (condition: Performed | Aggregated): Operators => {
  if ('is' in condition) return condition.is;
  return ('times' in condition && condition.times) || atLeastOnce;
};
