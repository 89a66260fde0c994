import { fieldForm } from '#events/field-form.ts';
import { fieldAt, type Field } from './field.ts';
import { aggregateOf } from './aggregate.ts';
import type { AggregateName, Aggregated, EventSelection, Performed, Where } from './language.ts';
import { compileOperators, type ValueTest } from './operators.ts';

/** Gives what counts in an event's `detail`: a value for each matching event, element or value; undefined where only events are counted. */
export type Matcher = (detail: object) => readonly unknown[];

interface Clause {
  readonly field: Field;
  readonly test: ValueTest;
}

const clausesOf = (where: Where = {}): readonly Clause[] =>
  Object.entries(where).map(([path, operators]) => ({ field: fieldAt(path), test: compileOperators(operators) }));

const numericAggregates: ReadonlySet<AggregateName | undefined> = new Set(['sum', 'avg', 'min', 'max']);
const isNumber = (value: unknown): boolean => typeof value === 'number';

type Selection = (detail: object) => boolean;

const every: Selection = () => true;

/** Whether all clauses hold of a detail. */
const meeting = (clauses: readonly Clause[]): Selection => {
  const [only] = clauses;
  if (!only) return every;
  if (clauses.length === 1) return (detail) => only.field.passes(detail, only.test);
  return (detail) => clauses.every(({ field, test }) => field.passes(detail, test));
};

/** Amounts of another currency than the catalogue's are left out of aggregates over money. */
const countable = (condition: Performed | Aggregated, path: string | undefined, currency: string): Selection => {
  const { performed, each } = condition;
  const isMoney =
    path !== undefined && fieldForm(performed, path, each) === 'money' && fieldForm(performed, 'currency');
  return isMoney ? (detail) => Reflect.get(detail, 'currency') === currency : every;
};

/** What one event without a field to aggregate counts as, and one that does not match. */
const once: readonly unknown[] = [undefined];
const never: readonly unknown[] = [];

const valuesOf = (field: Field | undefined, name: AggregateName | undefined): Matcher => {
  if (!field) return () => once;
  return numericAggregates.has(name) ? (source) => field.values(source).filter(isNumber) : field.values;
};

const noElements: readonly object[] = [];

/** Looks a field up in an element, or in the event around it. */
const holder = (field: Field, element: object, detail: object): object => (field.isPresent(element) ? element : detail);

const elementMeets = (clauses: readonly Clause[], element: object, detail: object): boolean => {
  for (const { field, test } of clauses) if (!field.passes(holder(field, element, detail), test)) return false;
  return true;
};

/** Makes the matcher of a count or an aggregate; `currency` is the catalogue's. */
export const compileMatcher = (condition: Performed | Aggregated, currency: string): Matcher => {
  const { name, path } = aggregateOf(condition);
  const clauses = clausesOf(condition.where);
  const field = path === undefined ? undefined : fieldAt(path);
  const counts = countable(condition, path, currency);
  const values = valuesOf(field, name);
  const { each } = condition;
  if (each === undefined) {
    const fits = meeting(clauses);
    return (detail) => (fits(detail) && counts(detail) ? values(detail) : never);
  }
  return (detail) => {
    const { [each]: elements = noElements } = detail as Readonly<Record<string, readonly object[] | undefined>>;
    if (!counts(detail)) return never;
    const found: unknown[] = [];
    for (const element of elements) {
      if (!elementMeets(clauses, element, detail)) continue;
      for (const value of values(field ? holder(field, element, detail) : element)) found.push(value);
    }
    return found;
  };
};

/** Tells whether an event's `detail` fits a selection. */
export const compileSelection = ({ where }: EventSelection): Selection => meeting(clausesOf(where));
