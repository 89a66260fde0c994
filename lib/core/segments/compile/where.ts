import { isElementField } from '#events/field-form.ts';
import type { PerformedType } from '#events/incoming-event.ts';
import type { Fact } from '../../profile/fact.ts';
import type { Calendar } from '../../time/calendar.ts';
import type { WhereCondition } from '../language/where.ts';
import { fieldAt } from './field.ts';
import { localField } from './local-fields.ts';
import { compileOperators } from './operators.ts';

/** Tests a source, an event's `detail` or an element of one of its lists, with the event that it is of. */
export type SourceTest = (source: object, fact: Fact) => boolean;

/** Where the fields of a condition are looked up. */
export interface Lookup {
  readonly performed: PerformedType;
  /** The list of which the source is an element; none where it is the event's `detail`. */
  readonly list?: string | undefined;
  /** The catalogue's. */
  readonly calendar: Calendar;
}

/** Whether a field is the element's own, or that of the event around it. */
export const isOwnField = ({ performed, list }: Pick<Lookup, 'performed' | 'list'>, path: string): boolean =>
  list !== undefined && isElementField(performed, path, list as 'items');

/** Tests what a field of the event is read from where the source is one of its elements. */
const onEvent =
  (test: (detail: object) => boolean): SourceTest =>
  (_, { event: { detail } }) =>
    test(detail);

const isOfSource = (lookup: Lookup, path: string): boolean => lookup.list === undefined || isOwnField(lookup, path);

const noInstant = Number.NaN;

const fieldTest = ({ field: path, is }: Extract<WhereCondition, { form: 'field' }>, lookup: Lookup): SourceTest => {
  const test = compileOperators(is);
  const local = localField(path);
  if (local) return (_, { t }) => test(local(t, lookup.calendar), noInstant);
  const { passes } = fieldAt(path);
  const passesIn = (source: object): boolean => passes(source, test);
  return isOfSource(lookup, path) ? passesIn : onEvent(passesIn);
};

type OfElements = Extract<WhereCondition, { readonly list: string }>;

const elementsTest = ({ form, list, part }: OfElements, lookup: Lookup): SourceTest => {
  const fits = compileWhere(part, { ...lookup, list });
  const { collect } = fieldAt(list);
  const isOwn = isOfSource(lookup, list);
  const elementsOf = (source: object, { event: { detail } }: Fact): readonly object[] => {
    const elements: object[] = [];
    collect(isOwn ? source : detail, elements);
    return elements;
  };
  switch (form) {
    case 'some':
      return (source, fact) => elementsOf(source, fact).some((element) => fits(element, fact));
    case 'none':
      return (source, fact) => !elementsOf(source, fact).some((element) => fits(element, fact));
    case 'every':
      return (source, fact) => elementsOf(source, fact).every((element) => fits(element, fact));
    default:
      return form satisfies never;
  }
};

const always: SourceTest = () => true;

/** A test of whether a source meets all of some conditions. */
export const compileAll = (parts: readonly WhereCondition[], lookup: Lookup): SourceTest => {
  const tests = parts.map((part) => compileWhere(part, lookup));
  const [only] = tests;
  if (!only) return always;
  return tests.length === 1 ? only : (source, fact) => tests.every((test) => test(source, fact));
};

const anyOf =
  (tests: readonly SourceTest[]): SourceTest =>
  (source, fact) =>
    tests.some((test) => test(source, fact));

const compileWhere = (condition: WhereCondition, lookup: Lookup): SourceTest => {
  switch (condition.form) {
    case 'all':
      return compileAll(condition.parts, lookup);
    case 'any':
      return anyOf(condition.parts.map((part) => compileWhere(part, lookup)));
    case 'not': {
      const test = compileWhere(condition.part, lookup);
      return (source, fact) => !test(source, fact);
    }
    case 'some':
    case 'none':
    case 'every':
      return elementsTest(condition, lookup);
    case 'field':
      return fieldTest(condition, lookup);
    default:
      return condition satisfies never;
  }
};

/** Whether a condition looks at fields of the element itself, of those of its list. */
export const looksAtElement = (condition: WhereCondition, lookup: Lookup): boolean => {
  switch (condition.form) {
    case 'all':
    case 'any':
      return condition.parts.some((part) => looksAtElement(part, lookup));
    case 'not':
      return looksAtElement(condition.part, lookup);
    case 'some':
    case 'none':
    case 'every':
      return isOwnField(lookup, condition.list);
    case 'field':
      return isOwnField(lookup, condition.field);
    default:
      return condition satisfies never;
  }
};
