import type { EventCondition } from './condition.ts';

/**
 * The JSON of what a condition over events measures, without the comparison: the same for conditions that share a measure.
 * Measures are stored under a fingerprint of it.
 */
export const measuredBy = (condition: EventCondition): object => {
  switch (condition.form) {
    case 'count':
      return condition.events;
    case 'aggregate':
      return { ...condition.events, [condition.aggregate.name]: condition.aggregate.field };
    case 'followedBy':
      return { ...condition.first, followedBy: condition.second, within: condition.within };
    case 'notFollowedBy':
      return {
        ...condition.first,
        notFollowedBy: condition.second,
        for: condition.wait,
        within: condition.within,
      };
    default:
      return condition satisfies never;
  }
};
