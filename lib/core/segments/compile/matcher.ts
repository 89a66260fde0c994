import { fieldForm } from '#events/field-form.ts';
import type { Fact } from '../../profile/fact.ts';
import { numericAggregates, type AggregateName } from '../language/aggregates.ts';
import type { Measured } from '../language/condition.ts';
import type { EventSelection, Selection } from '../language/language.ts';
import { parseWhere } from '../language/where.ts';
import { fieldAt, type Field } from './field.ts';
import { localField } from './local-fields.ts';
import type { MeasureScope } from './measure.ts';
import { compileAll, isOwnField, looksAtElement, type Lookup, type SourceTest } from './where.ts';

/**
 * Gives a value for everything in an event of the selected type that counts: undefined where events or elements are only counted,
 * and for `latest` the fields that are there, by name.
 */
export type Matcher = (fact: Fact) => readonly unknown[];

/** The scope that matching depends on. */
type Scope = Pick<MeasureScope, 'currency' | 'calendar'>;

/** Adds to a list the values that a source has, an event's `detail` or an element of one of its lists. */
type Collect = (source: object, fact: Fact, into: unknown[]) => void;

const isNumber = (value: unknown): boolean => typeof value === 'number';
const onlyNumbers = (values: readonly unknown[]): readonly unknown[] => values.filter(isNumber);
const allValues = (values: readonly unknown[]): readonly unknown[] => values;

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
const isCountable = (events: Selection, path: string, currency: string): ((detail: object) => boolean) | undefined => {
  if (fieldForm(events.performed, path, events.each) !== 'money') return undefined;
  const field = currencyFieldOf(events, path);
  return field && ((detail) => field.passes(detail, (value) => value === currency));
};

/** The values of a field; of a list at the end of the path, its elements. */
const collectField = (path: string, lookup: Lookup): Collect => {
  const local = localField(path);
  if (local) return (_, { t }, into) => into.push(local(t, lookup.calendar));
  const { collect } = fieldAt(path);
  return lookup.list === undefined || isOwnField(lookup, path)
    ? (source, _, into) => collect(source, into)
    : (_, { event: { detail } }, into) => collect(detail, into);
};

/** The value of a field as it is shown: that of a path through a list is a list. */
const wholeField = (path: string, lookup: Lookup): ((source: object, fact: Fact) => unknown) => {
  const local = localField(path);
  if (local) return (_, { t }) => local(t, lookup.calendar);
  const { whole } = fieldAt(path);
  return lookup.list === undefined || isOwnField(lookup, path)
    ? (source) => whole(source)
    : (_, { event: { detail } }) => whole(detail);
};

/** One record of the fields that are there, under the names given. */
const collectRecord = (fields: readonly string[], lookup: Lookup): Collect => {
  const named = fields.map((name) => ({ name, valueIn: wholeField(name, lookup) }));
  return (source, fact, into) => {
    const entries = named.map(({ name, valueIn }) => [name, valueIn(source, fact)] as const);
    into.push(Object.fromEntries(entries.filter(([, value]) => value !== undefined)));
  };
};

const collectNothing: Collect = (_source, _fact, into) => into.push(undefined);

const collectorOf = (aggregate: Measured['aggregate'], lookup: Lookup): Collect => {
  if (!aggregate) return collectNothing;
  return aggregate.name === 'latest' ? collectRecord(aggregate.fields, lookup) : collectField(aggregate.field, lookup);
};

const countedOnce: readonly unknown[] = [undefined];
const nothing: readonly unknown[] = [];

const valuesOf = (collect: Collect, source: object, fact: Fact): readonly unknown[] => {
  const values: unknown[] = [];
  collect(source, fact, values);
  return values;
};

const ofEvent = (events: Selection, collect: Collect, lookup: Lookup): Matcher => {
  const fits = compileAll(parseWhere(events.where), lookup);
  const values: Matcher =
    collect === collectNothing ? () => countedOnce : (fact) => valuesOf(collect, fact.event.detail, fact);
  return (fact) => (fits(fact.event.detail, fact) ? values(fact) : nothing);
};

const noElements: readonly object[] = [];

const ofElements = (each: string, { where }: Selection, [collect, lookup]: readonly [Collect, Lookup]): Matcher => {
  const conditions = Map.groupBy(parseWhere(where), (condition) => looksAtElement(condition, lookup));
  const eventFits = compileAll(conditions.get(false) ?? [], lookup);
  const fits: SourceTest = compileAll(conditions.get(true) ?? [], lookup);
  return (fact) => {
    const { detail } = fact.event;
    if (!eventFits(detail, fact)) return nothing;
    const { [each]: elements = noElements } = detail as unknown as Readonly<
      Record<string, readonly object[] | undefined>
    >;
    const found: unknown[] = [];
    for (const element of elements) if (fits(element, fact)) collect(element, fact, found);
    return found;
  };
};

const isNumeric = (name: string): boolean => numericAggregates.has(name as AggregateName);

/** Makes the matcher of a count or an aggregate. */
export const compileMatcher = (
  { events, aggregate }: Pick<Measured, 'events' | 'aggregate'>,
  { currency, calendar }: Scope,
): Matcher => {
  const { performed, each } = events;
  const lookup: Lookup = { performed, list: each, calendar };
  const collect = collectorOf(aggregate, lookup);
  const values = each === undefined ? ofEvent(events, collect, lookup) : ofElements(each, events, [collect, lookup]);
  if (!aggregate || !('field' in aggregate)) return values;
  const counts = isCountable(events, aggregate.field, currency);
  const usable = isNumeric(aggregate.name) ? onlyNumbers : allValues;
  if (!counts) return (fact) => usable(values(fact));
  return (fact) => (counts(fact.event.detail) ? usable(values(fact)) : nothing);
};

/** Makes the test of whether an event of the selected type fits a selection. */
export const compileSelection = (
  { performed, where }: EventSelection,
  { calendar }: Pick<Scope, 'calendar'>,
): ((fact: Fact) => boolean) => {
  const fits = compileAll(parseWhere(where), { performed, calendar });
  return (fact) => fits(fact.event.detail, fact);
};
