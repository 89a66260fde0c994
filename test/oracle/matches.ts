import type { Elements, Operators, Selection, Where } from './catalogue.ts';
import { weekdayOf, writeDate } from './dates.ts';
import { byTime, type Fact } from './facts.ts';
import { isObject } from './event-forms.ts';
import { isThere, meets } from './operators.ts';
import { stepsOf, valuesAt } from './paths.ts';
import { windowHolds } from './windows.ts';
import type { Zone } from './zone.ts';

/** What is counted: an event, or with `each` one element of its list. */
export interface Match {
  readonly fact: Fact;
  readonly element?: unknown;
}

/** The events of a person, and how and when they are looked at. */
export interface Past {
  readonly facts: readonly Fact[];
  readonly zone: Zone;
  readonly now: number;
}

const localFields: Readonly<Record<string, (t: number, zone: Zone) => unknown>> = {
  'local.date': (t, zone) => writeDate(zone.dateAt(t)),
  'local.month': (t, zone) => writeDate(zone.dateAt(t)).slice(0, 7),
  'local.weekday': (t, zone) => weekdayOf(zone.dateAt(t)),
  'local.hour': (t, zone) => zone.hourAt(t),
};

/** Fields are looked up in the element, then in the event; an empty list is no value. */
export const fieldValues = ({ fact, element }: Match, field: string, zone: Zone): unknown[] => {
  const local = Object.hasOwn(localFields, field) ? localFields[field] : undefined;
  if (local !== undefined) return [local(fact.t, zone)];
  const path = stepsOf(field);
  const inElement = valuesAt(element, path).filter(isThere);
  return inElement.length > 0 ? inElement : valuesAt(fact.detail, path).filter(isThere);
};

const elementsFit = (match: Match, [field, of]: readonly [string, Elements], zone: Zone): boolean => {
  const elements = fieldValues(match, field, zone)
    .flat()
    .map((element): Match => ({ fact: match.fact, element }));
  if ('some' in of) return elements.some((element) => fits(element, of.some, zone));
  if ('none' in of) return !elements.some((element) => fits(element, of.none, zone));
  return elements.every((element) => fits(element, of.every, zone));
};

const isElements = (asked: unknown): asked is Elements =>
  isObject(asked) && ['some', 'none', 'every'].some((quantifier) => Object.hasOwn(asked, quantifier));

const fieldFits = (match: Match, [field, is]: readonly [string, Operators], zone: Zone): boolean => {
  const values = fieldValues(match, field, zone);
  return values.length === 0 ? meets(undefined, is) : values.some((value) => meets(value, is));
};

/** Whether an event or element meets all that it is asked. */
const fits = (match: Match, where: Where, zone: Zone): boolean =>
  Object.entries(where).every(([name, asked]) => {
    if (name === 'all' || name === 'any') {
      const parts = asked as readonly Where[];
      return name === 'all'
        ? parts.every((part) => fits(match, part, zone))
        : parts.some((part) => fits(match, part, zone));
    }
    if (name === 'not') return !fits(match, asked as Where, zone);
    return isElements(asked)
      ? elementsFit(match, [name, asked], zone)
      : fieldFits(match, [name, asked as Operators], zone);
  });

/** The events of one type that `where` fits, in whatever order. */
export const stepFacts = ({ performed, where = {} }: Selection, { facts, zone }: Past): Fact[] =>
  facts.filter((fact) => fact.type === performed && fits({ fact }, where, zone));

const matchesOf = (fact: Fact, each: Selection['each']): Match[] =>
  each === undefined
    ? [{ fact }]
    : valuesAt(fact.detail, ['items'])
        .flat()
        .map((element) => ({ fact, element }));

/** Everything that a selection takes at `now`, by event, oldest first, and within one event in the order of its list. */
export const matches = (
  { performed, where = {}, each, ...window }: Selection,
  { facts, zone, now }: Past,
): Match[][] => {
  const isHeld = windowHolds(window, { now, zone });
  return facts
    .filter((fact) => fact.type === performed && isHeld(fact.t))
    .toSorted(byTime)
    .map((fact) => matchesOf(fact, each).filter((match) => fits(match, where, zone)));
};
