import { aggregateOf, comparedIn } from './aggregate.ts';
import type { Aggregated, EventSelection, Performed, TraitOperators, Where } from './language.ts';
import type { LeafCondition } from './leaves.ts';

const signs: Partial<Record<keyof TraitOperators, string>> = {
  eq: '=',
  ne: '!=',
  gt: '>',
  gte: '>=',
  lt: '<',
  lte: '<=',
};

const phraseOperator = ([name, operand]: [string, unknown]): string => {
  if (name === 'exists') return operand === true ? 'exists' : 'does not exist';
  const written = name === 'olderThan' || name === 'newerThan' ? String(operand) : JSON.stringify(operand);
  return `${signs[name as keyof TraitOperators] ?? name} ${written}`;
};

const phraseOperators = (operators: TraitOperators): string =>
  Object.entries(operators).map(phraseOperator).join(' and ');

const phraseWhere = (where: Where | undefined): string => {
  const tests = Object.entries(where ?? {}).map(([path, operators]) => `${path} ${phraseOperators(operators)}`);
  return tests.length === 0 ? '' : ` where ${tests.join(' and ')}`;
};

const phraseSelection = ({ performed, where }: EventSelection): string => `${performed}${phraseWhere(where)}`;

const phraseAggregate = (condition: Performed | Aggregated): string => {
  const { each, within } = condition;
  const scope = `${each ? ` each ${each}` : ''}${within ? ` within ${within}` : ''}`;
  const { name, path } = aggregateOf(condition);
  const compared = name === undefined ? 'times' : `${name} of ${path}`;
  return `${phraseSelection(condition)}${scope}, ${compared} ${phraseOperators(comparedIn(condition))}`;
};

/** A leaf in short words, as `PurchaseMade within P60D, times >= 1`. */
export const phraseLeaf = (condition: LeafCondition): string => {
  if ('trait' in condition) return `${condition.trait} ${phraseOperators(condition.is)}`;
  if ('segment' in condition) return `in segment ${condition.segment}`;
  if ('followedBy' in condition) {
    return `${phraseSelection(condition)} followed by ${phraseSelection(condition.followedBy)} within ${condition.within}`;
  }
  if ('notFollowedBy' in condition) {
    const second = phraseSelection(condition.notFollowedBy);
    return `${phraseSelection(condition)} within ${condition.within} not followed by ${second} for ${condition.for}`;
  }
  return phraseAggregate(condition);
};
