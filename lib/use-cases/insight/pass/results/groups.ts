import { clearestGroups, countedGroups, rulesOf } from '../../discover/counted-groups.ts';
import { discovered, usualGroups } from '../../discover/discover.ts';
import type { Result } from '../published.ts';
import type { CountedRun } from './counted-run.ts';

/** The groups that there are in what people do. */
export const groupsResult = ({ terms, plan: { groups }, counts }: CountedRun): Result => {
  const { grouping } = groups;
  const counted =
    grouping === undefined
      ? []
      : countedGroups({ grouping, rules: rulesOf(terms, grouping), counts: counts.found.result() }, terms.minimum);
  const { discovery } = discovered(terms, groups, clearestGroups(counted, usualGroups));
  return { kind: 'discover', name: 'discover', json: discovery };
};
