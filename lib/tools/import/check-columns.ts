import { cellReferences, rowJoins, type CellReference } from './cell-references.ts';
import type { Mapping } from './mapping.ts';
import { sourceColumns } from './parts.ts';
import { isJoined, type ExportTables } from './table.ts';

/** A column that the mapping names, with the place where it does. */
export interface NamedColumn {
  readonly table: string;
  readonly column: string;
  readonly at: string;
}

/** The columns by which rows of one table find those of another. */
const joinColumns = ({ tables }: Mapping, { from, to, at }: ReturnType<typeof rowJoins>[number]): NamedColumn[] => {
  const { key = '', by = key } = tables[to] ?? {};
  return [
    { table: from, column: by, at },
    { table: to, column: key, at },
  ];
};

const referencedColumns = (mapping: Mapping, { table: start, path, at }: CellReference): NamedColumn[] => {
  const known = { has: (name: string) => Object.hasOwn(mapping.tables, name) };
  if (!isJoined(known, path)) return [{ table: start, column: path.text, at }];
  const steps = [start, ...path.segments.slice(0, -1)];
  const joins = steps.slice(1).flatMap((to, index) => joinColumns(mapping, { from: steps[index] ?? '', to, at }));
  return [...joins, { table: steps.at(-1) ?? '', column: path.segments.at(-1) ?? '', at }];
};

const describedColumns = ({ tables }: Mapping): readonly NamedColumn[] =>
  Object.entries(tables).flatMap(([table, { columns = {} }]) =>
    Object.keys(columns).map((column) => ({ table, column, at: `tables.${table}.columns` })),
  );

/** The columns of other tables in which parts of their rows stand, and by which they are found. */
const partedColumns = ({ tables }: Mapping): readonly NamedColumn[] =>
  Object.entries(tables).flatMap(([name, { parts, key = '', by = key, columns = {} }]) => {
    if (parts === undefined) return [];
    const sources = sourceColumns(parts, (column) => columns[column]?.optional !== true);
    return [by, ...sources].map((column) => ({ table: parts.of, column, at: `tables.${name}.parts` }));
  });

const isOptional = ({ tables }: Mapping, { table, column }: NamedColumn): boolean =>
  tables[table]?.columns?.[column]?.optional === true;

/** Every column that the files of a mapping must have. */
export const requiredColumns = (mapping: Mapping): readonly NamedColumn[] =>
  [
    ...describedColumns(mapping),
    ...partedColumns(mapping),
    ...rowJoins(mapping).flatMap((join) => joinColumns(mapping, join)),
    ...cellReferences(mapping).flatMap((reference) => referencedColumns(mapping, reference)),
  ].filter((named) => !isOptional(mapping, named));

/**
 * Checks that every column which a mapping names exists in the tables that are there, so that a misspelt one is not taken for
 * an empty one.
 *
 * @throws {Error} naming the column, the place in the mapping, and the columns of the file.
 */
export const checkColumns = (mapping: Mapping, tables: ExportTables): void => {
  for (const { table: name, column, at } of requiredColumns(mapping)) {
    const table = tables.get(name);
    if (table === undefined || table.columns.has(column)) continue;
    const header = [...table.columns.keys()].toReversed().join(', ');
    throw new Error(
      `Cannot read the file of table "${name}" by the mapping: current value has no column "${column}", which ${at} names; it has ${header}`,
    );
  }
};
