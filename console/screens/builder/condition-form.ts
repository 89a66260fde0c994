import { isObject, type JsonObject } from './json-object.ts';

/** How a condition is edited: `kept` ones as JSON, with their words. */
export type ConditionForm = 'all' | 'any' | 'not' | 'trait' | 'events' | 'segment' | 'kept';

/** Of the shop's own notes nothing is asked. */
const keysOf = (condition: JsonObject): readonly string[] =>
  Object.keys(condition).filter((key) => !key.startsWith('x-'));

const hasOnly = (condition: JsonObject, keys: readonly string[]): boolean =>
  keysOf(condition).every((key) => keys.includes(key));

const aggregates = ['sum', 'avg', 'min', 'max', 'first', 'last', 'uniqueCount'] as const;

const eventKeys = ['performed', 'where', 'each', 'within', 'between', 'during', 'since', 'until', 'times', 'is'];

type EditedForm = Exclude<ConditionForm, 'kept'>;

/** Of each form what its JSON must be, in the order in which they are tried. */
const isOf: Readonly<Record<EditedForm, (condition: JsonObject) => boolean>> = {
  all: (condition) => Array.isArray(condition['all']) && hasOnly(condition, ['all']),
  any: (condition) => Array.isArray(condition['any']) && hasOnly(condition, ['any']),
  not: (condition) => 'not' in condition && hasOnly(condition, ['not']),
  segment: (condition) => typeof condition['segment'] === 'string' && hasOnly(condition, ['segment']),
  trait: (condition) => typeof condition['trait'] === 'string' && hasOnly(condition, ['trait', 'is']),
  events: (condition) =>
    typeof condition['performed'] === 'string' && hasOnly(condition, [...eventKeys, ...aggregates]),
};

const editedForms = Object.keys(isOf) as readonly EditedForm[];

/** How a condition is edited, by the keys of its JSON. What no form fits is kept as it is. */
export const formOf = (condition: unknown): ConditionForm =>
  isObject(condition) ? (editedForms.find((form) => isOf[form](condition)) ?? 'kept') : 'kept';

/** What is compared of some events: their number, or an aggregate of a field. */
export interface Measure {
  /** `count` for their number. */
  readonly name: string;
  readonly field: string | undefined;
  readonly is: JsonObject;
}

/** What a condition over events compares. */
export const measureOf = (condition: JsonObject): Measure => {
  const name = aggregates.find((each) => typeof condition[each] === 'string');
  const { times, is } = condition;
  if (name === undefined) return { name: 'count', field: undefined, is: isObject(times) ? times : { gte: 1 } };
  return { name, field: String(condition[name]), is: isObject(is) ? is : {} };
};

/** A condition over events that compares something else of them. */
export const withMeasure = (condition: JsonObject, { name, field, is }: Measure): JsonObject => {
  const before = measureOf(condition);
  if (before.name === name && before.field === field) return withComparison(condition, is);
  const bare = Object.entries(condition).filter(
    ([key]) => key !== 'times' && key !== 'is' && !aggregates.some((each) => each === key),
  );
  return name === 'count'
    ? { ...Object.fromEntries(bare), times: is }
    : { ...Object.fromEntries(bare), [name]: field, is };
};

/** At least one is what no comparison means. */
const withComparison = (condition: JsonObject, is: JsonObject): JsonObject => {
  if ('is' in condition) return { ...condition, is };
  const isUsual = !('times' in condition) && JSON.stringify(is) === '{"gte":1}';
  return isUsual ? condition : { ...condition, times: is };
};
