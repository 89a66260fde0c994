import type { SQLInputValue, SQLOutputValue, StatementSync } from 'node:sqlite';

/** A row with these columns. */
type Row<Columns> = { readonly [Name in keyof Columns]: SQLOutputValue | undefined };

/** A query whose rows have the columns that the caller names: SQLite checks their types as it writes them, not as it reads. */
export const rows =
  <Columns extends Row<Columns>>(statement: StatementSync) =>
  (...parameters: readonly SQLInputValue[]): readonly Columns[] =>
    statement.all(...parameters) as Columns[];

/** The first row of such a query; undefined where it finds none. */
export const firstRow =
  <Columns extends Row<Columns>>(statement: StatementSync) =>
  (...parameters: readonly SQLInputValue[]): Columns | undefined =>
    statement.get(...parameters) as Columns | undefined;
