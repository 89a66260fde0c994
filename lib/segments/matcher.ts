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

/** Amounts of another currency than the catalogue's are left out of aggregates over money. */
const isForeign = (condition: Performed | Aggregated, path: string | undefined, currency: string) => {
  const { performed, each } = condition;
  const isMoney =
    path !== undefined && fieldForm(performed, path, each) === 'money' && fieldForm(performed, 'currency');
  return (detail: object): boolean => Boolean(isMoney) && Reflect.get(detail, 'currency') !== currency;
};

const valuesOf = (field: Field | undefined, name: AggregateName | undefined) => (source: object) => {
  if (!field) return [undefined];
  const values = field.values(source);
  return numericAggregates.has(name) ? values.filter(isNumber) : values;
};

/** Makes the matcher of a count or an aggregate; `currency` is the catalogue's. */
export const compileMatcher = (condition: Performed | Aggregated, currency: string): Matcher => {
  const { name, path } = aggregateOf(condition);
  const clauses = clausesOf(condition.where);
  const field = path === undefined ? undefined : fieldAt(path);
  const foreign = isForeign(condition, path, currency);
  const values = valuesOf(field, name);
  if (condition.each === undefined) {
    const fits = ({ field: tested, test }: Clause, detail: object): boolean => tested.passes(detail, test);
    return (detail) => (clauses.every((clause) => fits(clause, detail)) && !foreign(detail) ? values(detail) : []);
  }
  const each = condition.each;
  return (detail) => {
    const elements = (Reflect.get(detail, each) ?? []) as readonly object[];
    const holder = (wanted: Field, element: object): object => (wanted.isPresent(element) ? element : detail);
    const fits = (element: object): boolean =>
      clauses.every(({ field: tested, test }) => tested.passes(holder(tested, element), test));
    if (foreign(detail)) return [];
    return elements.filter(fits).flatMap((element) => values(field ? holder(field, element) : element));
  };
};

/** Tells whether an event's `detail` fits a selection. */
export const compileSelection = ({ where }: EventSelection): ((detail: object) => boolean) => {
  const clauses = clausesOf(where);
  return (detail) => clauses.every(({ field, test }) => field.passes(detail, test));
};
