import { numericAggregates, type AggregateName } from '#lib/core/segments/language/aggregates.ts';
import type {
  AggregateCondition,
  CountCondition,
  FollowedByCondition,
  NotFollowedByCondition,
} from '#lib/core/segments/language/condition.ts';
import type { EventSelection, Where } from '#lib/core/segments/language/language.ts';
import type { Operators } from '#lib/core/segments/language/operators.ts';
import { parseDuration } from '#lib/core/time/duration.ts';
import { comparedSql } from './operators-sql.ts';
import { areSaid, columnsAsked, isColumn, isSequenceSaid, isWindowSaid } from './said.ts';
import { literal, type Kind, type Rows, type SqlPlan, type Value } from './plan.ts';

/** Amounts in another currency than the catalogue's add up with nothing. */
const moneyFields = new Set(['total', 'discount', 'amount', 'unitPrice']);

const kindFor = (operators: Operators): Kind =>
  Object.values(operators)
    .flat()
    .every((operand) => typeof operand === 'number')
    ? 'number'
    : 'json';

const whereSql = (plan: SqlPlan, rows: Rows, where: Where | undefined): readonly string[] =>
  (columnsAsked(where) ?? []).map(([path, operators]) =>
    comparedSql(plan.field(rows, path, kindFor(operators)), operators, plan.until),
  );

const windowSql = (plan: SqlPlan, within: string | undefined): readonly string[] =>
  within === undefined ? [] : [`t > ${plan.until - Number(parseDuration(within))}`];

const selected = (plan: SqlPlan, rows: Rows, { performed, where }: EventSelection): readonly string[] => [
  `type = ${literal(performed)}`,
  ...whereSql(plan, rows, where),
];

const filtered = (aggregate: string, tests: readonly string[]): string =>
  `${aggregate} FILTER (${tests.join(' AND ')})`;

const calls: Readonly<Record<AggregateName, (field: string) => string>> = {
  sum: (field) => `sum(${field})`,
  avg: (field) => `avg(${field})`,
  min: (field) => `min(${field})`,
  max: (field) => `max(${field})`,
  first: (field) => `arg_min(${field}, (t, event_id))`,
  last: (field) => `arg_max(${field}, (t, event_id))`,
  uniqueCount: (field) => `count(DISTINCT ${field})`,
};

const rowsOf = ({ events }: CountCondition | AggregateCondition): Rows => (events.each ? 'items' : 'events');

/** Nothing counts and adds up to 0, also for a person who has no rows at all. */
const orNothing = (sql: string): string => `coalesce(${sql}, 0)`;

const countSql = (plan: SqlPlan, rows: Rows, tests: readonly string[]): Value => {
  const { sql } = plan.aggregate(rows, { sql: filtered('count(*)', tests), kind: 'number' });
  return { sql: orNothing(sql), kind: 'number' };
};

const aggregateSql = (plan: SqlPlan, condition: AggregateCondition, tests: readonly string[]): Value => {
  const { name, field: path } = condition.aggregate;
  const rows = rowsOf(condition);
  const kind = numericAggregates.has(name) ? 'number' : 'json';
  const field = plan.field(rows, path, kind).sql;
  const currency = plan.field(rows, 'currency', 'text').sql;
  const all = [
    ...tests,
    `${field} IS NOT NULL`,
    ...(moneyFields.has(path) ? [`${currency} = ${literal(plan.currency)}`] : []),
  ];
  const result: Kind = name === 'uniqueCount' ? 'number' : kind;
  const { sql } = plan.aggregate(rows, { sql: filtered(calls[name](field), all), kind: result });
  return { sql: name === 'sum' || name === 'uniqueCount' ? orNothing(sql) : sql, kind: result };
};

const isSaid = (condition: CountCondition | AggregateCondition): boolean => {
  const { events, is } = condition;
  const isFieldSaid = condition.form === 'count' || isColumn(condition.aggregate.field);
  return isFieldSaid && isWindowSaid(events) && areSaid(is) && columnsAsked(events.where) !== undefined;
};

/** A count or an aggregate compared; undefined where it is not said, such as of a field that lies in a list. */
export const performedSql = (plan: SqlPlan, condition: CountCondition | AggregateCondition): string | undefined => {
  if (!isSaid(condition)) return undefined;
  const { events, is } = condition;
  const rows = rowsOf(condition);
  const tests = [...selected(plan, rows, events), ...windowSql(plan, events.within)];
  const value = condition.form === 'aggregate' ? aggregateSql(plan, condition, tests) : countSql(plan, rows, tests);
  return comparedSql(value, is, plan.until);
};

const instantOf = (plan: SqlPlan, aggregate: 'min' | 'max', tests: readonly string[]): string =>
  plan.aggregate('events', { sql: filtered(`${aggregate}(t)`, tests), kind: 'number' }).sql;

/** One after the other, or not: only the oldest or newest of the first and the newest of the second matter. */
export const sequenceSql = (
  plan: SqlPlan,
  condition: FollowedByCondition | NotFollowedByCondition,
): string | undefined => {
  const { first, second, same, within } = condition;
  if (!isSequenceSaid([first, second], same)) return undefined;
  const firsts = [...selected(plan, 'events', first), ...windowSql(plan, within)];
  const last = instantOf(plan, 'max', selected(plan, 'events', second));
  if (condition.form === 'followedBy') return `coalesce(${instantOf(plan, 'min', firsts)} < ${last}, false)`;
  const newest = instantOf(plan, 'max', firsts);
  const waited = `${newest} + ${Number(parseDuration(condition.wait))} <= ${plan.until}`;
  return `coalesce(${waited} AND coalesce(${last} <= ${newest}, true), false)`;
};
