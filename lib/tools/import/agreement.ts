import { singleCells } from './cell-references.ts';
import type { Mapping, Rule } from './mapping.ts';
import { isJoined, type ExportTable, type RowGroup } from './table.ts';
import type { CellPath } from './template.ts';
import { Unusable } from './unusable.ts';

/** Columns of which all rows of an event must have the same value, where they have one. */
export interface Agreement {
  /** Columns that decide whether the rule takes the rows at all. */
  readonly when: readonly string[];
  /** Columns that the event takes its values from, and those that the mapping names beside. */
  readonly values: readonly string[];
}

/** The column of the own table that a path reads, which may be that by which rows of another table are found. */
const columnOf = ({ tables }: Mapping, path: CellPath): string => {
  if (!isJoined({ has: (name) => Object.hasOwn(tables, name) }, path)) return path.text;
  const { by, key = '' } = tables[path.segments[0] ?? ''] ?? {};
  return by ?? key;
};

/** The columns in which rows must agree to be one event of a rule: all that it reads once, but for those that may differ. */
export const agreementOf = (mapping: Mapping, rule: Rule): Agreement => {
  if (rule.groupBy === undefined) return { when: [], values: [] };
  const differing = new Set(rule.mayDiffer);
  const distinct = (columns: readonly string[]) => [...new Set(columns)].filter((column) => !differing.has(column));
  const when = (rule.when ?? []).map(({ path }) => columnOf(mapping, path));
  const values = singleCells(rule).map((path) => columnOf(mapping, path));
  return { when: distinct(when), values: distinct([...values, ...(rule.agree ?? [])]) };
};

const cellsOf = ({ columns }: ExportTable, rows: RowGroup['rows'], column: string): readonly string[] => {
  const at = columns.get(column);
  return at === undefined ? [] : rows.map(({ cells }) => cells[at] ?? '').filter((cell) => cell !== '');
};

/** @throws {Unusable} naming the column in which rows do not agree, with two of its values. */
export const requireAgreement = ({ table, rows }: RowGroup, columns: readonly string[]): void => {
  if (rows.length < 2) return;
  for (const column of columns) {
    const [first, ...others] = cellsOf(table, rows, column);
    const other = others.find((cell) => cell !== first);
    if (other === undefined) continue;
    const seen = `${JSON.stringify(first)} and ${JSON.stringify(other)}`;
    throw new Unusable(`rows of one event must agree in {${column}}`, seen);
  }
};
