import type { Condition, TraitCondition } from '#lib/core/segments/language/condition.ts';
import type { CatalogueSource } from '#lib/core/segments/language/language.ts';
import { conditionOf } from '../rules/facts.ts';
import { comparedSql } from './operators-sql.ts';
import { performedSql, sequenceSql } from './performed-sql.ts';
import { literal, quoted, SqlPlan } from './plan.ts';
import { areSaid, compareInstants } from './said.ts';
import { traitSql } from './traits-sql.ts';

/** A catalogue as statements for DuckDB. */
export interface MembershipsSql {
  /** Takes the events out of a file of lines into tables: what a warehouse has before the job begins. */
  readonly load: (file: string) => readonly string[];
  /** Computes all memberships at `until` anew, into the table `memberships`: a row a person, a column a segment. */
  readonly recompute: string;
  /** The segments that are said, in the catalogue's order. */
  readonly segments: readonly string[];
  /** Those that are not. */
  readonly unsaid: readonly string[];
}

interface Saying {
  readonly plan: SqlPlan;
  readonly source: CatalogueSource;
}

/** Undefined where a part of it is not said. */
const joined = (parts: readonly (string | undefined)[], word: 'AND' | 'OR'): string | undefined => {
  if (parts.includes(undefined)) return undefined;
  return parts.length === 0 ? String(word === 'AND') : `(${parts.join(` ${word} `)})`;
};

const segmentSql = (saying: Saying, key: string): string | undefined => {
  const segment = saying.source.segments.find((one) => one.key === key);
  return segment && conditionSql(saying, conditionOf(segment, saying.source));
};

/** A trait compared; an age changes in UTC here, and instants are compared as they are written. */
const traitConditionSql = ({ plan, source }: Saying, { trait, is }: TraitCondition): string | undefined => {
  const isLocalAge = trait === 'demographic.age' && (source.timeZone ?? 'UTC') !== 'UTC';
  if (isLocalAge || !areSaid(is) || compareInstants(is)) return undefined;
  const value = traitSql(plan, trait, source.rfm);
  return value && comparedSql(value, is, plan.until);
};

const conditionSql = (saying: Saying, condition: Condition): string | undefined => {
  const { plan } = saying;
  switch (condition.form) {
    case 'all':
    case 'any': {
      const parts = condition.parts.map((part) => conditionSql(saying, part));
      return joined(parts, condition.form === 'all' ? 'AND' : 'OR');
    }
    case 'not': {
      const inner = conditionSql(saying, condition.part);
      return inner && `NOT ${inner}`;
    }
    case 'segment':
      return segmentSql(saying, condition.segment);
    case 'trait':
      return traitConditionSql(saying, condition);
    case 'value':
      // No aggregate is compared with another here.
      return undefined;
    case 'count':
    case 'aggregate':
      return performedSql(plan, condition);
    case 'followedBy':
    case 'notFollowedBy':
      return sequenceSql(plan, condition);
    default:
      return condition satisfies never;
  }
};

const instantSql = (text: string): string => `epoch_ms(CAST(${text} AS TIMESTAMP))`;

const linesSql = (file: string): string => `
  SELECT row_number() OVER () AS n, "detail-type" AS type, detail,
    json_extract_string(detail, '$.customerId') AS customer_id,
    json_extract_string(detail, '$.anonymousId') AS anonymous_id,
    json_extract_string(detail, '$.eventId') AS event_id,
    least(${instantSql(`json_extract_string(detail, '$.occurredAt')`)}, ${instantSql('time')}) AS t
  FROM read_json(${literal(file)}, format = 'newline_delimited',
    columns = {"time": 'VARCHAR', "detail-type": 'VARCHAR', detail: 'JSON'})`;

const head = 'n, type, customer_id, anonymous_id, event_id, t';

const loadSql =
  (plan: SqlPlan) =>
  (file: string): readonly string[] => [
    `CREATE OR REPLACE TEMP TABLE lines AS ${linesSql(file)}`,
    `CREATE OR REPLACE TABLE events AS SELECT ${[head, ...plan.columnsOf('events')].join(', ')} FROM lines`,
    `CREATE OR REPLACE TABLE items AS SELECT ${[head, ...plan.columnsOf('items')].join(', ')}
   FROM (SELECT *, unnest(json_extract(detail, '$.items[*]')) AS item FROM lines WHERE type = 'PurchaseMade')`,
    'DROP TABLE lines',
  ];

/** A linked visitor's events are the customer's whom the first link names. */
const personSql = `coalesce(customer_id, linked_to, '~' || anonymous_id)`;

const groupedSql = (plan: SqlPlan, rows: 'events' | 'items'): string => `
  SELECT ${[`${personSql} AS person`, ...plan.aggregatesOf(rows)].join(', ')}
  FROM ${rows} LEFT JOIN links USING (anonymous_id) GROUP BY 1`;

const recomputeSql = (plan: SqlPlan, segments: readonly (readonly [key: string, sql: string])[]): string => `
  CREATE OR REPLACE TABLE memberships AS
  WITH links AS (
    SELECT anonymous_id, arg_min(customer_id, n) AS linked_to FROM events
    WHERE customer_id IS NOT NULL AND anonymous_id IS NOT NULL GROUP BY anonymous_id),
  by_events AS (${groupedSql(plan, 'events')}),
  by_items AS (${groupedSql(plan, 'items')})
  SELECT ${['person', ...segments.map(([key, sql]) => `${sql} AS ${quoted(key)}`)].join(',\n    ')}
  FROM by_events LEFT JOIN by_items USING (person)`;

/**
 * Says a catalogue in SQL: each leaf an aggregate over a person's events, all of them in one pass.
 *
 * Duplicates, quarantine and erasure are left out, so that the events must be free of them: the SQL is spared what Patron does.
 */
export const membershipsSql = (source: CatalogueSource, until: number): MembershipsSql => {
  const plan = new SqlPlan({ until, currency: source.currency });
  const all = source.segments.map(({ key }) => [key, segmentSql({ plan, source }, key)] as const);
  const said = all.filter((one): one is readonly [string, string] => one[1] !== undefined);
  return {
    load: loadSql(plan),
    recompute: recomputeSql(plan, said),
    segments: said.map(([key]) => key),
    unsaid: all.flatMap(([key, sql]) => (sql === undefined ? [key] : [])),
  };
};
