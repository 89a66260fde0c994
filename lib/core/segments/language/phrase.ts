import { aggregateOf, comparedIn } from './aggregate.ts';
import type { Aggregated, EventSelection, Performed, Where } from './language.ts';
import { comparisonsIn, operators, wordingOf, type Comparison, type TraitOperators } from './operators.ts';
import type { LeafCondition } from './leaves.ts';

const phraseComparison = ({ name, operand }: Comparison): string => {
  if (name === 'exists') return operand ? 'exists' : 'does not exist';
  const written = operators[name].operand === 'duration' ? String(operand) : JSON.stringify(operand);
  return `${wordingOf(name).sign ?? name} ${written}`;
};

const phraseOperators = (is: TraitOperators): string => comparisonsIn(is).map(phraseComparison).join(' and ');

const phraseWhere = (where: Where | undefined): string => {
  const tests = Object.entries(where ?? {}).map(([path, is]) => `${path} ${phraseOperators(is)}`);
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
