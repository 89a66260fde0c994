import type { EventCondition, Measured } from './condition.ts';

const aggregateJson = (aggregate: NonNullable<Measured['aggregate']>): object => {
  if (aggregate.name === 'latest') return { latest: aggregate.fields, atMost: aggregate.atMost };
  return aggregate.name === 'list'
    ? { list: aggregate.field, atMost: aggregate.atMost }
    : { [aggregate.name]: aggregate.field };
};

/** The fields that an aggregate takes; none for a number of events. */
export const aggregatedFields = (aggregate: Measured['aggregate']): readonly string[] => {
  if (!aggregate) return [];
  return aggregate.name === 'latest' ? aggregate.fields : [aggregate.field];
};

/**
 * The JSON of what a condition over events measures, without the comparison: the same for conditions that share a measure.
 * Measures are stored under a fingerprint of it.
 */
export const measuredBy = (condition: EventCondition | Measured): object => {
  switch (condition.form) {
    case 'count':
      return condition.events;
    case 'aggregate':
    case 'measured':
      return { ...condition.events, ...(condition.aggregate && aggregateJson(condition.aggregate)) };
    case 'followedBy':
      return {
        ...condition.first,
        followedBy: condition.second,
        same: condition.same,
        within: condition.within,
      };
    case 'notFollowedBy':
      return {
        ...condition.first,
        notFollowedBy: condition.second,
        same: condition.same,
        for: condition.wait,
        within: condition.within,
      };
    default:
      return condition satisfies never;
  }
};
