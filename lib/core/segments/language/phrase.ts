import type { LeafCondition, Measured, SameFields, Value } from './condition.ts';
import { aggregatedFields } from './measured.ts';
import { phraseEvents, phraseSelection } from './phrase-events.ts';
import { phraseOperators } from './phrase-operators.ts';

const signs = { plus: '+', minus: '-', times: '*', dividedBy: '/' } as const;

const phraseMeasured = ({ events, aggregate }: Measured): string => {
  if (aggregate === undefined) return `(${phraseEvents(events)}, times)`;
  return `(${phraseEvents(events)}, ${aggregate.name} of ${aggregatedFields(aggregate).join(', ')})`;
};

const phraseValue = (value: Value): string => {
  switch (value.form) {
    case 'number':
      return String(value.number);
    case 'trait':
      return value.trait;
    case 'measured':
      return phraseMeasured(value);
    case 'plus':
    case 'minus':
    case 'times':
    case 'dividedBy':
      return `(${value.parts.map(phraseValue).join(` ${signs[value.form]} `)})`;
    default:
      return value satisfies never;
  }
};

const phraseSame = (same: SameFields | undefined): string => {
  if (!same) return '';
  const [first, second] = same;
  return ` with the same ${first === second ? first : `${first} as ${second}`}`;
};

/** A leaf in short words, such as `PurchaseMade within P60D, times >= 1`. */
export const phraseLeaf = (condition: LeafCondition): string => {
  switch (condition.form) {
    case 'trait':
      return `${condition.trait} ${phraseOperators(condition.is)}`;
    case 'segment':
      return `in segment ${condition.segment}`;
    case 'value':
      return `${phraseValue(condition.value)} ${phraseOperators(condition.is)}`;
    case 'count':
      return `${phraseEvents(condition.events)}, times ${phraseOperators(condition.is)}`;
    case 'aggregate': {
      const { events, aggregate, is } = condition;
      return `${phraseEvents(events)}, ${aggregate.name} of ${aggregate.field} ${phraseOperators(is)}`;
    }
    case 'followedBy': {
      const { first, second, same, within } = condition;
      return `${phraseSelection(first)} followed by ${phraseSelection(second)}${phraseSame(same)} within ${within}`;
    }
    case 'notFollowedBy': {
      const { first, second, same, wait, within } = condition;
      return `${phraseSelection(first)} within ${within} not followed by ${phraseSelection(second)}${phraseSame(same)} for ${wait}`;
    }
    default:
      return condition satisfies never;
  }
};
