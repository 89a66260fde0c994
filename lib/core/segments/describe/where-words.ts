import { fieldForm, isElementField } from '#events/field-form.ts';
import type { Selection } from '../language/language.ts';
import type { Operators } from '../language/operators.ts';
import type { WhereCondition } from '../language/where.ts';
import { listed } from './duration-words.ts';
import { fieldSubject } from './labels.ts';
import { operatorWords } from './operator-words.ts';

/** The events whose fields are spoken of. */
export interface Spoken {
  readonly selection: Selection;
  readonly currency: string;
}

const listPrefix = 'items.';

/** Whether a path leads through a list of objects, of whose elements one is enough. */
const isThroughList = (path: string, { performed, each }: Selection): boolean =>
  path.startsWith(listPrefix) && fieldForm(performed, listPrefix.slice(0, -1), each) === 'list';

const isAlone = (is: Operators, name: keyof Operators): boolean =>
  is[name] !== undefined && Object.keys(is).length === 1;

/** A field of elements: whether any value is there, or one that meets the operators. */
const elementWords = (path: string, is: Operators, { spoken, holds }: Saying): string => {
  const { selection, currency } = spoken;
  const subject = fieldSubject(path.slice(listPrefix.length), { ...selection, each: 'items' }, currency);
  const asksPresence = isAlone(is, 'exists');
  const isSome = asksPresence ? is.exists === holds : holds;
  const words = asksPresence ? 'is known' : operatorWords(is, subject, true);
  return `${subject.label} of ${isSome ? 'some' : 'no'} item ${words}`;
};

interface Saying {
  readonly spoken: Spoken;
  readonly holds: boolean;
}

/** Whether operators over a list ask for one of its elements and not for the list itself. */
const asksOneOf = (is: Operators): boolean => !isAlone(is, 'exists') && !isAlone(is, 'contains');

const fieldWords = (path: string, is: Operators, saying: Saying): string => {
  const { spoken, holds } = saying;
  if (isThroughList(path, spoken.selection)) return elementWords(path, is, saying);
  const subject = fieldSubject(path, spoken.selection, spoken.currency);
  if (!subject.isList || !asksOneOf(is)) return `${subject.label} ${operatorWords(is, subject, holds)}`;
  const one = { ...subject, isList: false };
  return `${holds ? 'one' : 'none'} of the ${subject.label} ${operatorWords(is, one, true)}`;
};

/** Conditions joined by one word, in the form in which they are the case. */
const joinedWords = (parts: readonly WhereCondition[], word: 'and' | 'or', saying: Saying): string => {
  if (parts.length === 0) return word === 'and' ? 'anything is the case' : 'nothing is the case';
  const words = parts.map((part) => partWords(part, saying));
  return listed(words, word);
};

const bracketed = (parts: readonly WhereCondition[], words: string): string =>
  parts.length > 1 ? `(${words})` : words;

const wordFor = (form: 'all' | 'any', holds: boolean): 'and' | 'or' => ((form === 'all') === holds ? 'and' : 'or');

type Quantified = Extract<WhereCondition, { readonly form: 'some' | 'none' | 'every' }>;

/** "Not every" is "some not", and "not none" is "some". */
const quantityOf = ({ form }: Quantified, holds: boolean): 'some' | 'no' | 'every' => {
  if (form === 'every') return holds ? 'every' : 'some';
  return (form === 'some') === holds ? 'some' : 'no';
};

/** What some, none or every element of a list is like. */
const quantifiedWords = (condition: Quantified, { spoken, holds }: Saying): string => {
  const { form, part } = condition;
  const selection: Selection = { ...spoken.selection, each: 'items' };
  const quantity = quantityOf(condition, holds);
  const isSo = form !== 'every' || holds;
  if (part.form === 'field' && isElementField(selection.performed, part.field, 'items')) {
    const subject = fieldSubject(part.field, selection, spoken.currency);
    return `${subject.label} of ${quantity} item ${operatorWords(part.is, subject, isSo)}`;
  }
  return `for ${quantity} item ${partWords(part, { spoken: { ...spoken, selection }, holds: isSo })}`;
};

const partWords = (part: WhereCondition, saying: Saying): string => {
  switch (part.form) {
    case 'all':
    case 'any':
      return bracketed(part.parts, joinedWords(part.parts, wordFor(part.form, saying.holds), saying));
    case 'not':
      return partWords(part.part, { ...saying, holds: !saying.holds });
    case 'some':
    case 'none':
    case 'every':
      return quantifiedWords(part, saying);
    case 'field':
      return fieldWords(part.field, part.is, saying);
    default:
      return part satisfies never;
  }
};

/** Conditions on fields, of which all hold, with ` where ` before them; nothing of none. */
export const whereWords = (parts: readonly WhereCondition[], spoken: Spoken): string =>
  parts.length === 0 ? '' : ` where ${joinedWords(parts, 'and', { spoken, holds: true })}`;
