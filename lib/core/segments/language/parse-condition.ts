import { aggregateNames } from './aggregates.ts';
import type { AggregateCondition, Condition, CountCondition } from './condition.ts';
import type { Aggregated, ConditionSource, EventSelection, Performed } from './language.ts';
import type { Operators } from './operators.ts';

const atLeastOnce: Operators = { gte: 1 };

const eventsOf = ({ performed, where }: EventSelection): EventSelection => ({ performed, where });

const aggregateIn = (source: Performed | Aggregated): AggregateCondition['aggregate'] | undefined => {
  for (const name of aggregateNames) {
    const field = source[name];
    if (field !== undefined) return { name, field };
  }
  return undefined;
};

const parsePerformed = (source: Performed | Aggregated): CountCondition | AggregateCondition => {
  const { performed, where, each, within } = source;
  const events = { performed, where, each, within };
  const aggregate = aggregateIn(source);
  return aggregate && source.is
    ? { form: 'aggregate', events, aggregate, is: source.is }
    : { form: 'count', events, is: source.times ?? atLeastOnce };
};

/**
 * Parses a condition that a check has accepted, and all below it: the one place that tells the forms apart by the keys of
 * their JSON.
 */
export const parseCondition = (source: ConditionSource): Condition => {
  if ('all' in source) return { form: 'all', parts: source.all.map(parseCondition) };
  if ('any' in source) return { form: 'any', parts: source.any.map(parseCondition) };
  if ('not' in source) return { form: 'not', part: parseCondition(source.not) };
  if ('trait' in source) return { form: 'trait', trait: source.trait, is: source.is };
  if ('segment' in source) return { form: 'segment', segment: source.segment };
  if ('followedBy' in source) {
    const { followedBy, within } = source;
    return { form: 'followedBy', first: eventsOf(source), second: eventsOf(followedBy), within };
  }
  if ('notFollowedBy' in source) {
    const { notFollowedBy, for: wait, within } = source;
    return { form: 'notFollowedBy', first: eventsOf(source), second: eventsOf(notFollowedBy), wait, within };
  }
  return parsePerformed(source);
};
