import type { SQLInputValue, SQLOutputValue, StatementSync } from 'node:sqlite';

/** A row with these columns. */
type Row<Columns> = { readonly [Name in keyof Columns]: SQLOutputValue | undefined };

/** A query whose rows have these columns. The tables are `STRICT`, so that SQLite has checked their types on writing. */
export const rows =
  <Columns extends Row<Columns>>(statement: StatementSync) =>
  (...parameters: readonly SQLInputValue[]): readonly Columns[] =>
    statement.all(...parameters) as Columns[];

/** A query for one row with these columns; undefined where it finds none. */
export const firstRow =
  <Columns extends Row<Columns>>(statement: StatementSync) =>
  (...parameters: readonly SQLInputValue[]): Columns | undefined =>
    statement.get(...parameters) as Columns | undefined;
