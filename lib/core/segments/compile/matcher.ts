import { fieldForm, isElementField } from '#events/field-form.ts';
import { numericAggregates, type AggregateName } from '../language/aggregates.ts';
import type { Fact } from '../../profile/fact.ts';
import type { Measured } from '../language/condition.ts';
import type { EventSelection, Selection, Where } from '../language/language.ts';
import type { ValueTest } from '../language/operator.ts';
import { fieldAt, valuesAt, type Field } from './field.ts';
import type { MeasureScope } from './measure.ts';
import { compileOperators } from './operators.ts';

/** Gives a value for everything in an event that counts: undefined where events or elements are only counted. */
export type Matcher = (fact: Fact) => readonly unknown[];

/** Gives the values in an event's `detail`. */
type Values = (detail: object) => readonly unknown[];

/** Tests an event's `detail`, or an element of its list. */
type DetailTest = (detail: object) => boolean;

interface FieldTest {
  readonly field: Field;
  readonly test: ValueTest;
}

const anyField = (): boolean => true;

const fieldTests = (where: Where = {}, about: (path: string) => boolean = anyField): readonly FieldTest[] =>
  Object.entries(where)
    .filter(([path]) => about(path))
    .map(([path, operators]) => ({ field: fieldAt(path), test: compileOperators(operators) }));

const isNumber = (value: unknown): boolean => typeof value === 'number';
const onlyNumbers = (values: readonly unknown[]): readonly unknown[] => values.filter(isNumber);
const allValues = (values: readonly unknown[]): readonly unknown[] => values;

const always: DetailTest = () => true;

const passesAll = (tests: readonly FieldTest[]): DetailTest => {
  const [only] = tests;
  if (!only) return always;
  if (tests.length === 1) return (detail) => only.field.passes(detail, only.test);
  return (detail) => tests.every(({ field, test }) => field.passes(detail, test));
};

/** The field with the currency of an amount: beside it, or else beside the nearest object around it. */
const currencyFieldOf = ({ performed, each }: Selection, path: string): Field | undefined => {
  const steps = path.split('.');
  for (let depth = steps.length - 1; depth >= 0; depth -= 1) {
    const currency = [...steps.slice(0, depth), 'currency'].join('.');
    if (fieldForm(performed, currency, each) !== undefined) return fieldAt(currency);
  }
  return undefined;
};

/** Amounts in another currency than the catalogue's are left out of aggregates over money. */
const isCountable = (events: Selection, path: string | undefined, currency: string): DetailTest => {
  if (path === undefined || fieldForm(events.performed, path, events.each) !== 'money') return always;
  const field = currencyFieldOf(events, path);
  return field ? (detail) => field.passes(detail, (value) => value === currency) : always;
};

const countedOnce: readonly unknown[] = [undefined];
const nothing: readonly unknown[] = [];

const fromEvent = (field: Field | undefined): Values =>
  field ? (detail) => valuesAt(field, detail) : () => countedOnce;

const noElements: readonly object[] = [];

/** A count or an aggregate over the elements of a list. */
interface OverElements {
  readonly each: string;
  readonly fits: DetailTest;
  readonly field: Field | undefined;
  /** Whether the field is the element's, or that of the event around it. */
  readonly isOwn: boolean;
}

const fromElements = ({ each, fits, field, isOwn }: OverElements): Values => {
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

/** The named fields that are there, as one value. */
const recordOf = (fields: readonly string[]): Field => {
  const named = fields.map((name) => ({ name, field: fieldAt(name) }));
  return {
    passes: () => false,
    collect: (source, into) => {
      const record: Record<string, unknown> = {};
      for (const { name, field } of named) {
        const values = valuesAt(field, source);
        if (values.length > 0) record[name] = values.length === 1 ? values[0] : values;
      }
      into.push(record);
    },
  };
};

const isNumeric = (name: string): boolean => numericAggregates.has(name as AggregateName);

const fieldOf = (aggregate: Measured['aggregate']): Field | undefined => {
  if (!aggregate) return undefined;
  return aggregate.name === 'latest' ? recordOf(aggregate.fields) : fieldAt(aggregate.field);
};

/** Makes the matcher of a count or an aggregate. */
export const compileMatcher = (
  { events, aggregate }: Pick<Measured, 'events' | 'aggregate'>,
  { currency }: Pick<MeasureScope, 'currency'>,
): Matcher => {
  const { performed, each, where } = events;
  const path = aggregate && aggregate.name !== 'latest' ? aggregate.field : undefined;
  const isOwn = (field: string): boolean => each !== undefined && isElementField(performed, field, each);
  const field = fieldOf(aggregate);
  const fits = passesAll(fieldTests(where, (one) => !isOwn(one)));
  const ofElement = {
    field,
    isOwn: path === undefined || isOwn(path),
    fits: passesAll(fieldTests(where, isOwn)),
  };
  const values = each === undefined ? fromEvent(field) : fromElements({ each, ...ofElement });
  const counts = isCountable(events, path, currency);
  const usable = isNumeric(aggregate?.name ?? 'count') ? onlyNumbers : allValues;
  return ({ event: { detail } }) => (fits(detail) && counts(detail) ? usable(values(detail)) : nothing);
};

/** Makes the test of whether an event's `detail` fits a selection. */
export const compileSelection = ({ where }: EventSelection): DetailTest => passesAll(fieldTests(where));
