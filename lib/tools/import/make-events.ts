import type { PersonKey } from '#lib/core/profile/person.ts';
import { createUnderstanding, type Understanding } from '../understanding/understanding.ts';
import { agreementOf, requireAgreement, type Agreement } from './agreement.ts';
import { createFindings, type Findings } from './import-report.ts';
import { makeEvent, type MadeEvent } from './make-event.ts';
import { tableOf, type Mapping, type Rule } from './mapping.ts';
import { passes, seenBy } from './row-filter.ts';
import { cellAt, type ExportRow, type ExportTable, type ExportTables, type RowGroup } from './table.ts';
import { Unusable } from './unusable.ts';

/** The conversion of an export under way: the events made so far, and the findings about its rows. */
export interface Conversion {
  readonly mapping: Mapping;
  readonly tables: ExportTables;
  readonly events: MadeEvent[];
  /** Reasons why rows could not be used. */
  readonly problems: Findings;
  /** Changes to the values of rows that were used. */
  readonly notes: Findings;
  readonly understanding: Understanding;
  /** The event ids of every person. */
  readonly people: Map<PersonKey, Set<unknown>>;
}

/** A reason for the report, without the rows that it concerns. */
interface Why {
  readonly reason: string;
  readonly seen: string;
  readonly row?: number | undefined;
}

const report = ({ problems }: Conversion, { table, rows }: RowGroup, { reason, seen, row: culprit }: Why): void => {
  for (const row of rows) {
    if (row.fate === 'open') row.fate = 'reported';
    const where = culprit === undefined || culprit === row.number ? '' : ` in row ${culprit}`;
    problems.add({ table: table.name, row: row.number, reason, seen: `${seen}${where}` });
  }
};

/** `2 cells`, or `3 cells over 2 lines`, which hints at quotes that are none. */
const shapeOf = ({ cells }: ExportRow): string => {
  const lines = cells.join('').split(/\r\n|\n|\r/).length;
  return `${cells.length} cells${lines === 1 ? '' : ` over ${lines} lines`}`;
};

/** Reports the rows that do not fit the header, and those that the mapping refuses by a reason of its own. */
const refuseRows = (conversion: Conversion, table: ExportTable): void => {
  const groupOf = (row: ExportRow): RowGroup => ({ tables: conversion.tables, table, rows: [row] });
  for (const row of table.malformed) {
    const reason = `a row must have ${table.columns.size} cells, as the header has`;
    report(conversion, groupOf(row), { reason, seen: shapeOf(row) });
  }
  const refusals = table.mapping.refuse ?? [];
  for (const row of refusals.length === 0 ? [] : table.rows) {
    const refusal = refusals.find(({ where }) => passes(groupOf(row), where));
    if (refusal === undefined) continue;
    row.fate = 'refused';
    report(conversion, groupOf(row), { reason: refusal.reason, seen: seenBy(groupOf(row), refusal.where) });
  }
};

const groupsOf = (
  { tables }: Conversion,
  table: ExportTable,
  { where, groupBy }: Rule,
): readonly (readonly ExportRow[])[] => {
  const groupOf = (row: ExportRow): RowGroup => ({ tables, table, rows: [row] });
  const rows = table.rows.filter((row) => row.fate !== 'refused' && passes(groupOf(row), where));
  if (groupBy === undefined) return rows.map((row) => [row]);
  const keyOf = (row: ExportRow) => JSON.stringify(groupBy.map((path) => cellAt(groupOf(row), path)));
  return [...Map.groupBy(rows, keyOf).values()];
};

/** @throws {Unusable} when the person has an event of this id already. */
const claimId = ({ people }: Conversion, { person, entry }: MadeEvent): void => {
  const ids = people.get(person) ?? new Set();
  const { eventId } = entry.detail;
  if (ids.has(eventId)) throw new Unusable('eventId must be new for this person', JSON.stringify(eventId));
  people.set(person, ids.add(eventId));
};

const keep = (conversion: Conversion, { table, rows }: RowGroup, made: MadeEvent): void => {
  claimId(conversion, made);
  conversion.events.push(made);
  conversion.understanding.add(made.entry);
  for (const row of rows) row.fate = 'used';
  for (const row of made.taken) row.fate = 'used';
  for (const note of made.notes) conversion.notes.add({ table: table.name, row: rows[0]?.number ?? 0, ...note });
};

/** A rule with the columns in which the rows of its events must agree. */
interface AgreedRule {
  readonly rule: Rule;
  readonly agreement: Agreement;
}

/** @throws {Unusable} when the rule does not take the group and says why. */
const takes = ({ when, otherwise }: Rule, group: RowGroup): boolean => {
  if (passes(group, when)) return true;
  if (otherwise !== undefined) throw new Unusable(otherwise, seenBy(group, when));
  return false;
};

const makeOne = (conversion: Conversion, group: RowGroup, { rule, agreement }: AgreedRule): void => {
  try {
    requireAgreement(group, agreement.when);
    if (takes(rule, group)) {
      requireAgreement(group, agreement.values);
      keep(conversion, group, makeEvent(group, rule, conversion.mapping.source));
    }
  } catch (error) {
    if (!(error instanceof Unusable)) throw error;
    report(conversion, group, error);
  }
};

const reportOpen = (conversion: Conversion, table: ExportTable, reason: string): void => {
  for (const row of table.rows) {
    if (row.fate !== 'open') continue;
    const seen = row.cells.filter((cell) => cell !== '').slice(0, 4);
    report(conversion, { tables: conversion.tables, table, rows: [row] }, { reason, seen: JSON.stringify(seen) });
  }
};

/** What a conversion needs to know beside the mapping and the tables. */
interface ConversionOptions {
  /** Tables whose rows are only parts of other rows' events, such as the items of orders. */
  readonly parts: readonly ExportTable[];
  /** The currency of the catalogue that the events are for. */
  readonly currency: string;
}

/** Makes the events of all rules. */
export const makeEvents = (
  mapping: Mapping,
  tables: ExportTables,
  { parts, currency }: ConversionOptions,
): Conversion => {
  const conversion: Conversion = {
    mapping,
    tables,
    events: [],
    problems: createFindings(),
    notes: createFindings(),
    understanding: createUnderstanding(currency),
    people: new Map(),
  };
  const sources = [...tables.values()].filter(
    ({ name, mapping: { parts: definition } }) =>
      definition === undefined && mapping.events.some((rule) => tableOf(rule, mapping) === name),
  );
  for (const table of tables.values()) refuseRows(conversion, table);
  for (const rule of mapping.events) {
    const table = tables.get(tableOf(rule, mapping));
    if (table === undefined) continue;
    const agreed = { rule, agreement: agreementOf(mapping, rule) };
    for (const rows of groupsOf(conversion, table, rule)) makeOne(conversion, { tables, table, rows }, agreed);
  }
  for (const table of sources) reportOpen(conversion, table, 'no rule of the mapping takes this row');
  for (const table of parts) reportOpen(conversion, table, 'no event takes in this row');
  conversion.events.sort((a, b) => a.at - b.at);
  return conversion;
};
