import type { PersonKey } from '#lib/core/profile/person.ts';
import { createTally } from './import-report.ts';
import type { Tally } from './import-report.ts';
import { makeEvent } from './make-event.ts';
import type { MadeEvent } from './make-event.ts';
import { tableOf } from './mapping.ts';
import type { Mapping, Rule } from './mapping.ts';
import { passes, seenBy } from './row-filter.ts';
import { cellAt } from './table.ts';
import type { Row, Scope, Table, Tables } from './table.ts';
import { Unusable } from './unusable.ts';

/** The events of an export, with what there is to say about its rows. */
export interface Work {
  readonly mapping: Mapping;
  readonly tables: Tables;
  readonly events: MadeEvent[];
  /** Why rows could not be used. */
  readonly problems: Tally;
  /** What was changed in rows that were used. */
  readonly notes: Tally;
  /** Every person with the event ids of theirs. */
  readonly people: Map<PersonKey, Set<unknown>>;
}

interface Why {
  readonly reason: string;
  readonly seen: string;
  readonly row?: number | undefined;
}

const report = ({ problems }: Work, { table, rows }: Scope, { reason, seen, row: culprit }: Why): void => {
  for (const row of rows) {
    if (row.fate === 'open') row.fate = 'reported';
    const where = culprit === undefined || culprit === row.number ? '' : ` in row ${culprit}`;
    problems.add({ table: table.name, row: row.number, reason, seen: `${seen}${where}` });
  }
};

/** Reports the rows that do not fit the header, and those that the mapping refuses by a reason of its own. */
const refuseRows = (work: Work, table: Table): void => {
  const scopeOf = (row: Row): Scope => ({ tables: work.tables, table, rows: [row] });
  for (const row of table.malformed) {
    const reason = `a row must have ${table.columns.size} cells, as the header has`;
    report(work, scopeOf(row), { reason, seen: `${row.cells.length} cells` });
  }
  const refusals = table.mapping.refuse ?? [];
  for (const row of refusals.length === 0 ? [] : table.rows) {
    const refusal = refusals.find(({ where }) => passes(scopeOf(row), where));
    if (refusal === undefined) continue;
    row.fate = 'refused';
    report(work, scopeOf(row), { reason: refusal.reason, seen: seenBy(scopeOf(row), refusal.where) });
  }
};

const groupsOf = ({ tables }: Work, table: Table, { where, groupBy }: Rule): readonly (readonly Row[])[] => {
  const alone = (row: Row): Scope => ({ tables, table, rows: [row] });
  const rows = table.rows.filter((row) => row.fate !== 'refused' && passes(alone(row), where));
  if (groupBy === undefined) return rows.map((row) => [row]);
  const keyOf = (row: Row) => JSON.stringify(groupBy.map((path) => cellAt(alone(row), path)));
  return [...Map.groupBy(rows, keyOf).values()];
};

/** @throws {Unusable} when the person has an event of this id already. */
const claimId = ({ people }: Work, { person, entry }: MadeEvent): void => {
  const ids = people.get(person) ?? new Set();
  const { eventId } = entry.detail;
  if (ids.has(eventId)) throw new Unusable('eventId must be new for this person', JSON.stringify(eventId));
  people.set(person, ids.add(eventId));
};

const keep = (work: Work, { table, rows }: Scope, made: MadeEvent): void => {
  claimId(work, made);
  work.events.push(made);
  for (const row of rows) row.fate = 'used';
  for (const row of made.taken) row.fate = 'used';
  for (const field of made.cut) {
    work.notes.add({
      table: table.name,
      row: rows[0]?.number ?? 0,
      reason: `${field} was cut to its limit`,
      seen: field,
    });
  }
};

const makeOne = (work: Work, scope: Scope, rule: Rule): void => {
  if (!passes(scope, rule.when)) {
    if (rule.otherwise !== undefined) report(work, scope, { reason: rule.otherwise, seen: seenBy(scope, rule.when) });
    return;
  }
  try {
    keep(work, scope, makeEvent(scope, rule, work.mapping.source));
  } catch (error) {
    if (!(error instanceof Unusable)) throw error;
    report(work, scope, error);
  }
};

const reportOpen = (work: Work, table: Table, reason: string): void => {
  for (const row of table.rows) {
    if (row.fate !== 'open') continue;
    const seen = row.cells.filter((cell) => cell !== '').slice(0, 4);
    report(work, { tables: work.tables, table, rows: [row] }, { reason, seen: JSON.stringify(seen) });
  }
};

/**
 * Makes the events of all rules.
 *
 * @param parts - tables whose rows are only parts of other rows' events, as the items of an order.
 */
export const makeEvents = (mapping: Mapping, tables: Tables, parts: readonly Table[]): Work => {
  const work: Work = { mapping, tables, events: [], problems: createTally(), notes: createTally(), people: new Map() };
  const sources = [...tables.values()].filter(({ name }) =>
    mapping.events.some((rule) => tableOf(rule, mapping) === name),
  );
  for (const table of tables.values()) refuseRows(work, table);
  for (const rule of mapping.events) {
    const table = tables.get(tableOf(rule, mapping));
    if (table === undefined) continue;
    for (const rows of groupsOf(work, table, rule)) makeOne(work, { tables, table, rows }, rule);
  }
  for (const table of sources) reportOpen(work, table, 'no rule of the mapping takes this row');
  for (const table of parts) reportOpen(work, table, 'no event takes in this row');
  work.events.sort((a, b) => a.at - b.at);
  return work;
};
