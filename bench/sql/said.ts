import type { SameFields } from '#lib/core/segments/language/condition.ts';
import type { EventSelection, Selection, Where } from '#lib/core/segments/language/language.ts';
import { isLocalField } from '#lib/core/segments/language/local-fields.ts';
import {
  comparisonsIn,
  type OperatorName,
  type Operators,
  type TraitOperators,
} from '#lib/core/segments/language/operators.ts';
import { parseWhere } from '#lib/core/segments/language/where.ts';
import { utcCalendar } from '#lib/core/time/calendar.ts';
import { instantOf } from '#lib/core/time/instant-of.ts';

/** The operators that the SQL says; dates to come and anniversaries are none. */
const saidOperators = [
  'eq',
  'ne',
  'gt',
  'gte',
  'lt',
  'lte',
  'in',
  'notIn',
  'contains',
  'startsWith',
  'endsWith',
  'exists',
  'olderThan',
  'newerThan',
] as const satisfies readonly OperatorName[];

export type SaidOperator = (typeof saidOperators)[number];

const saidNames: ReadonlySet<OperatorName> = new Set(saidOperators);

const isTimesDays = (operand: unknown): boolean => typeof operand === 'object' && !Array.isArray(operand);

/** Whether operators are said: not without letter case and accents, and no length that a trait says. */
export const areSaid = (is: TraitOperators): boolean =>
  is.fold !== true && comparisonsIn(is).every(({ name, operand }) => saidNames.has(name) && !isTimesDays(operand));

/** Whether operators compare instants as instants, which the SQL compares as they are written. */
export const compareInstants = (is: TraitOperators): boolean =>
  comparisonsIn(is).some(
    ({ operand }) => typeof operand === 'string' && !Number.isNaN(instantOf(operand, utcCalendar)),
  );

/** Fields that are lists, or lie in one: one matching element would be enough, which a column cannot say. */
const listFields: ReadonlySet<string> = new Set(['items', 'topics', 'answers']);

/** Whether a field is a column: not one of a list, and no local time. */
export const isColumn = (path: string): boolean => !isLocalField(path) && !listFields.has(path.split('.')[0] ?? '');

type Field = readonly [path: string, is: Operators];

/** The columns that a `where` compares, of which all must hold; undefined where it says more, or a part is not said. */
export const columnsAsked = (where: Where | undefined): readonly Field[] | undefined => {
  const fields = parseWhere(where).map((part): Field | undefined =>
    part.form === 'field' && isColumn(part.field) && areSaid(part.is) ? [part.field, part.is] : undefined,
  );
  return fields.every((field) => field !== undefined) ? fields : undefined;
};

/** Whether a window is said: all events, or those within a length of time. */
export const isWindowSaid = ({ between, during, since, until }: Selection): boolean =>
  [between, during, since, until].every((window) => window === undefined);

/** Whether a sequence is said: of any two events, not of those that have a value in common. */
export const isSequenceSaid = (parts: readonly EventSelection[], same: SameFields | undefined): boolean =>
  same === undefined && parts.every(({ where }) => columnsAsked(where) !== undefined);
