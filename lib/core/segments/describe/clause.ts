import type { LeafCondition } from '../language/condition.ts';
import { aggregateClause, countClause } from './measured-clause.ts';
import type { Clause, Saying } from './saying.ts';
import { followedClause, notFollowedClause } from './sequence-clause.ts';
import { traitClause, valueClause } from './trait-clause.ts';

/** A leaf as a clause about customers. */
export const clauseOf = (condition: LeafCondition, saying: Saying): Clause => {
  switch (condition.form) {
    case 'trait':
      return traitClause(condition, saying);
    case 'segment':
      return { lead: 'who are', core: `${saying.holds ? '' : 'not '}in "${saying.nameOf(condition.segment)}"` };
    case 'value':
      return valueClause(condition, saying);
    case 'count':
      return countClause(condition, saying);
    case 'aggregate':
      return aggregateClause(condition, saying);
    case 'followedBy':
      return followedClause(condition, saying);
    case 'notFollowedBy':
      return notFollowedClause(condition, saying);
    default:
      return condition satisfies never;
  }
};

/** A clause as it is read: `who have at least 3 purchases`. */
export const clausePhrase = ({ lead, core }: Clause): string => `${lead} ${core}`;
