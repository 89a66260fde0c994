import { fieldForm, isElementField } from '#events/field-form.ts';
import { fieldAt, valuesAt, type Field } from './field.ts';
import { aggregateOf } from '../language/aggregate.ts';
import type { AggregateName, Aggregated, EventSelection, Performed, Where } from '../language/language.ts';
import type { ValueTest } from '../language/operator.ts';
import { compileOperators } from './operators.ts';

/** Gives what counts in an event's `detail`: a value for each matching event, element or value; undefined where only events are counted. */
export type Matcher = (detail: object) => readonly unknown[];

interface Clause {
  readonly field: Field;
  readonly test: ValueTest;
}

const anyField = (): boolean => true;

const clausesOf = (where: Where = {}, about: (path: string) => boolean = anyField): readonly Clause[] =>
  Object.entries(where)
    .filter(([path]) => about(path))
    .map(([path, operators]) => ({ field: fieldAt(path), test: compileOperators(operators) }));

const numericAggregates: ReadonlySet<AggregateName | undefined> = new Set(['sum', 'avg', 'min', 'max']);
const isNumber = (value: unknown): boolean => typeof value === 'number';
const onlyNumbers = (values: readonly unknown[]): readonly unknown[] => values.filter(isNumber);
const all = (values: readonly unknown[]): readonly unknown[] => values;

type Selection = (detail: object) => boolean;

const every: Selection = () => true;

/** Whether all clauses hold of a detail. */
const meeting = (clauses: readonly Clause[]): Selection => {
  const [only] = clauses;
  if (!only) return every;
  if (clauses.length === 1) return (detail) => only.field.passes(detail, only.test);
  return (detail) => clauses.every(({ field, test }) => field.passes(detail, test));
};

/** The field with the currency of an amount: beside it, or else beside the nearest object around it. */
const currencyFieldOf = ({ performed, each }: Performed | Aggregated, path: string): Field | undefined => {
  const steps = path.split('.');
  for (let depth = steps.length - 1; depth >= 0; depth -= 1) {
    const currency = [...steps.slice(0, depth), 'currency'].join('.');
    if (fieldForm(performed, currency, each) !== undefined) return fieldAt(currency);
  }
  return undefined;
};

/** Amounts of another currency than the catalogue's are left out of aggregates over money. */
const countable = (condition: Performed | Aggregated, path: string | undefined, currency: string): Selection => {
  if (path === undefined || fieldForm(condition.performed, path, condition.each) !== 'money') return every;
  const field = currencyFieldOf(condition, path);
  return field ? (detail) => field.passes(detail, (value) => value === currency) : every;
};

/** What one event without a field to aggregate counts as, and one that does not match. */
const once: readonly unknown[] = [undefined];
const never: readonly unknown[] = [];

const fromEvent = (field: Field | undefined): Matcher => (field ? (detail) => valuesAt(field, detail) : () => once);

const noElements: readonly object[] = [];

/** A count or an aggregate over the elements of a list. */
interface OverElements {
  readonly each: string;
  /** What an element must meet. */
  readonly fits: Selection;
  readonly field: Field | undefined;
  /** Whether the field is the element's, or that of the event around it. */
  readonly isOwn: boolean;
}

const fromElements = ({ each, fits, field, isOwn }: OverElements): Matcher => {
  const add = (element: object, detail: object, found: unknown[]): void => {
    if (field) field.collect(isOwn ? element : detail, found);
    else found.push(undefined);
  };
  return (detail) => {
    const { [each]: elements = noElements } = detail as Readonly<Record<string, readonly object[] | undefined>>;
    const found: unknown[] = [];
    for (const element of elements) if (fits(element)) add(element, detail, found);
    return found;
  };
};

/** Makes the matcher of a count or an aggregate; `currency` is the catalogue's. */
export const compileMatcher = (condition: Performed | Aggregated, currency: string): Matcher => {
  const { name, path } = aggregateOf(condition);
  const { performed, each, where } = condition;
  const isOwn = (field: string): boolean => each !== undefined && isElementField(performed, field, each);
  const field = path === undefined ? undefined : fieldAt(path);
  const fits = meeting(clausesOf(where, (one) => !isOwn(one)));
  const ofElement = { field, isOwn: path !== undefined && isOwn(path), fits: meeting(clausesOf(where, isOwn)) };
  const values = each === undefined ? fromEvent(field) : fromElements({ each, ...ofElement });
  const counts = countable(condition, path, currency);
  const usable = numericAggregates.has(name) ? onlyNumbers : all;
  return (detail) => (fits(detail) && counts(detail) ? usable(values(detail)) : never);
};

/** Tells whether an event's `detail` fits a selection. */
export const compileSelection = ({ where }: EventSelection): Selection => meeting(clausesOf(where));
