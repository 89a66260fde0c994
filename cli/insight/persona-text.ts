import type { PersonaCard } from '#lib/use-cases/insight/card/persona-card.ts';
import type { CardRow } from '#lib/use-cases/insight/card/persona-row.ts';
import type { CardSection } from '#lib/use-cases/insight/card/persona-sections.ts';
import { columnTable, fittingColumns, type Column } from '../output/fitting-columns.ts';
import type { Terminal } from '../output/terminal.ts';
import { wrapped } from '../output/wrapped.ts';

const columns: readonly Column<CardRow>[] = [
  { head: '', align: 'left', rank: 0, cell: ({ what }) => what },
  { head: 'members', align: 'right', rank: 1, cell: ({ figure }) => figure },
  { head: 'others', align: 'right', rank: 2, cell: ({ others }) => others },
  { head: 'range', align: 'left', rank: 3, cell: ({ range }) => range },
  { head: 'known of', align: 'right', rank: 4, cell: ({ known }) => known },
];

/** Below so many columns there is no room for whole sentences. */
const wide = 100;

const shortened = (range: string, room: number): string =>
  room < wide ? range.replace('half of them', 'half') : range;

const gap = 2;

/** What is told of people has room beside a figure, whatever it is told of. */
const narrowest = 16;

/** Cuts what is too long, so that there is room for the other columns. */
const clipped = (rows: readonly CardRow[], [, ...others]: typeof columns, room: number): readonly CardRow[] => {
  const widths = others.map(({ head, cell }) => gap + Math.max(head.length, ...rows.map((row) => cell(row).length)));
  const most = Math.max(narrowest, room - widths.reduce((sum, width) => sum + width, 0));
  return rows.map((row) => (row.what.length > most ? { ...row, what: `${row.what.slice(0, most - 1)}…` } : row));
};

/** The head and a line for each row; a column that says nothing is left out. */
const rowLines = (rows: readonly CardRow[], room: number): readonly string[] => {
  if (rows.length === 0) return [];
  const all = rows.map((row) => ({
    ...row,
    what: `  ${row.what.replaceAll(/\s+/g, ' ')}`,
    range: shortened(row.range, room),
  }));
  const used = columns.filter(({ head, cell }) => head === '' || all.some((row) => cell(row) !== ''));
  const shown = clipped(all, used, room);
  return columnTable(fittingColumns(used, shown, room), shown);
};

/** The rows of sections are lined up under one head. */
const sectionLines = (sections: readonly CardSection[], { columns: room = 80, style }: Terminal): readonly string[] => {
  const all = sections.flatMap(({ rows }) => rows);
  const [head, ...lines] = rowLines(all, room);
  let told = 0;
  const parts = sections.flatMap(({ heading, rows, note }) => {
    told += rows.length;
    const noted = note === undefined ? [] : [wrapped('  ', note, room)];
    return [style('bold', heading), ...lines.slice(told - rows.length, told), ...noted];
  });
  return ['', ...(head === undefined ? [] : [head]), ...parts];
};

/** A card as people read it, on a terminal. */
export const cardText = ({ title, facts, sections, notes }: PersonaCard, terminal: Terminal): string => {
  const { columns: room = 80, style } = terminal;
  // What members are compared in has a column more.
  const tables = [sections.slice(0, -1), sections.slice(-1)].filter((part) => part.length > 0);
  return [
    style('bold', title),
    ...facts.map((fact) => wrapped('', fact, room)),
    ...tables.flatMap((part) => sectionLines(part, terminal)),
    '',
    ...notes.map((note) => wrapped('', note, room)),
  ].join('\n');
};
