import type { Operands, Operator, TimesDays } from './operator.ts';
import { isPercentile } from './percentile.ts';
import { comparisonsIn, operators, type Comparison, type TraitOperators } from './operators.ts';

const durations: ReadonlySet<string> = new Set<keyof Operands>(['duration', 'lead', 'length']);

const phraseLength = (operand: string | TimesDays): string =>
  typeof operand === 'string' ? operand : `${operand.times} * ${operand.days} days`;

const phraseComparison = ({ name, operand }: Comparison): string => {
  if (name === 'exists') return operand ? 'exists' : 'does not exist';
  const { operand: kind, sign = name }: Operator = operators[name];
  if (isPercentile(operand)) return `${sign} percentile ${operand.percentile}`;
  return `${sign} ${durations.has(kind) ? phraseLength(operand as string | TimesDays) : JSON.stringify(operand)}`;
};

/** Operators in short words, such as `>= 1 and < 3`. */
export const phraseOperators = (is: TraitOperators): string =>
  `${comparisonsIn(is).map(phraseComparison).join(' and ')}${is.fold ? ' folded' : ''}`;
