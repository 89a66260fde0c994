import type { EventSelection, Selection, WindowSource } from './language.ts';
import { phraseOperators } from './phrase-operators.ts';
import { parseWhere, type WhereCondition } from './where.ts';

const joined = (parts: readonly WhereCondition[], word: 'and' | 'or'): string =>
  parts.length === 0 ? (word === 'and' ? 'anything' : 'nothing') : parts.map(phrasePart).join(` ${word} `);

const phrasePart = (part: WhereCondition): string => {
  switch (part.form) {
    case 'all':
    case 'any':
      return `(${joined(part.parts, part.form === 'all' ? 'and' : 'or')})`;
    case 'not':
      return `not (${phrasePart(part.part)})`;
    case 'some':
    case 'none':
    case 'every':
      return `${part.form} of ${part.list} (${phrasePart(part.part)})`;
    case 'field':
      return `${part.field} ${phraseOperators(part.is)}`;
    default:
      return part satisfies never;
  }
};

/** Some events in short words, such as `PurchaseMade where total >= 1`. */
export const phraseSelection = ({ performed, where }: EventSelection): string => {
  const tests = parseWhere(where);
  return tests.length === 0 ? performed : `${performed} where ${joined(tests, 'and')}`;
};

const phraseWindow = ({ within, between, during, since, until }: WindowSource): string =>
  [
    within && ` within ${within}`,
    between && ` between ${between.join(' and ')}`,
    during && ` during ${during.unit} ${during.from} to ${during.to}`,
    since && ` since ${since}`,
    until && ` until ${until}`,
  ]
    .filter(Boolean)
    .join('');

/** The events that are counted in short words, such as `PurchaseMade each items within P60D`. */
export const phraseEvents = (events: Selection): string =>
  `${phraseSelection(events)}${events.each ? ` each ${events.each}` : ''}${phraseWindow(events)}`;
