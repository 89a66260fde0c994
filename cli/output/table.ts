import { stripVTControlCharacters } from 'node:util';

type Align = 'left' | 'right';

const widthOf = (text: string): number => stripVTControlCharacters(text).length;

const padded = (text: string, width: number, align: Align): string => {
  const padding = ' '.repeat(width - widthOf(text));
  return align === 'left' ? text + padding : padding + text;
};

/** Lines up cells in columns, two spaces apart and each as wide as its widest cell; colours take no room. A line for each row. */
export const table = (rows: readonly (readonly string[])[], aligned: readonly Align[]): readonly string[] => {
  const widths = aligned.map((_, column) => Math.max(...rows.map((cells) => widthOf(cells[column] ?? ''))));
  return rows.map((cells) =>
    aligned
      .map((align, column) => padded(cells[column] ?? '', widths[column] ?? 0, align))
      .join('  ')
      .trimEnd(),
  );
};
