import type { PersonaCard } from '#lib/use-cases/insight/card/persona-card.ts';
import type { CardRow } from '#lib/use-cases/insight/card/persona-row.ts';
import type { CardSection } from '#lib/use-cases/insight/card/persona-sections.ts';

/** What Markdown would take for markup, and breaks of lines: texts of customers stand in cells. */
const escaped = (text: string): string => text.replaceAll(/\s+/g, ' ').replaceAll(/[\\`*_[\]<>|#]/g, String.raw`\$&`);

const columns: readonly (readonly [head: string, cell: (row: CardRow) => string])[] = [
  ['', ({ what }) => what],
  ['members', ({ figure }) => figure],
  ['others', ({ others }) => others],
  ['range', ({ range }) => range],
  ['known of', ({ known }) => known],
];

const line = (cells: readonly string[]): string => `| ${cells.join(' | ')} |`;

const tableOf = (rows: readonly CardRow[]): readonly string[] => {
  const filled = columns.filter(([head, cell]) => head === '' || rows.some((row) => cell(row) !== ''));
  return [
    line(filled.map(([head]) => head)),
    line(filled.map(() => '---')),
    ...rows.map((row) => line(filled.map(([, cell]) => escaped(cell(row))))),
    '',
  ];
};

const sectionOf = ({ heading, rows, note }: CardSection): readonly string[] => [
  `## ${heading}`,
  '',
  ...(rows.length === 0 ? [] : tableOf(rows)),
  ...(note === undefined ? [] : [escaped(note), '']),
];

/** A card as Markdown. */
export const cardMarkdown = ({ title, facts, sections, notes }: PersonaCard): string =>
  [
    `# ${escaped(title)}`,
    '',
    ...facts.flatMap((fact) => [escaped(fact), '']),
    ...sections.flatMap(sectionOf),
    ...notes.flatMap((note) => [escaped(note), '']),
  ].join('\n');
