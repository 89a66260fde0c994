import type { LeafCondition } from './condition.ts';
import type { EventSelection, Selection, Where } from './language.ts';
import type { Operands, Operator } from './operator.ts';
import { comparisonsIn, operators, type Comparison, type TraitOperators } from './operators.ts';

const durations: ReadonlySet<string> = new Set<keyof Operands>(['duration', 'lead', 'length']);

const phraseComparison = ({ name, operand }: Comparison): string => {
  if (name === 'exists') return operand ? 'exists' : 'does not exist';
  const { operand: kind, sign = name }: Operator = operators[name];
  return `${sign} ${durations.has(kind) && typeof operand === 'string' ? operand : JSON.stringify(operand)}`;
};

const phraseOperators = (is: TraitOperators): string => comparisonsIn(is).map(phraseComparison).join(' and ');

const phraseWhere = (where: Where | undefined): string => {
  const tests = Object.entries(where ?? {}).map(([path, is]) => `${path} ${phraseOperators(is)}`);
  return tests.length === 0 ? '' : ` where ${tests.join(' and ')}`;
};

const phraseSelection = ({ performed, where }: EventSelection): string => `${performed}${phraseWhere(where)}`;

const phraseEvents = (events: Selection): string => {
  const { each, within } = events;
  return `${phraseSelection(events)}${each ? ` each ${each}` : ''}${within ? ` within ${within}` : ''}`;
};

/** A leaf in short words, such as `PurchaseMade within P60D, times >= 1`. */
export const phraseLeaf = (condition: LeafCondition): string => {
  switch (condition.form) {
    case 'trait':
      return `${condition.trait} ${phraseOperators(condition.is)}`;
    case 'segment':
      return `in segment ${condition.segment}`;
    case 'count':
      return `${phraseEvents(condition.events)}, times ${phraseOperators(condition.is)}`;
    case 'aggregate': {
      const { events, aggregate, is } = condition;
      return `${phraseEvents(events)}, ${aggregate.name} of ${aggregate.field} ${phraseOperators(is)}`;
    }
    case 'followedBy': {
      const { first, second, within } = condition;
      return `${phraseSelection(first)} followed by ${phraseSelection(second)} within ${within}`;
    }
    case 'notFollowedBy': {
      const { first, second, wait, within } = condition;
      return `${phraseSelection(first)} within ${within} not followed by ${phraseSelection(second)} for ${wait}`;
    }
    default:
      return condition satisfies never;
  }
};
