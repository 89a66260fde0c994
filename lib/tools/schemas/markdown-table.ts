const cell = (text: string): string => text.replaceAll('|', String.raw`\|`);

/** A table in Markdown; a bar within a cell is escaped. */
export const tableOf = (heads: readonly string[], rows: readonly (readonly string[])[]): string =>
  [heads, heads.map(() => '---'), ...rows].map((row) => `| ${row.map(cell).join(' | ')} |`).join('\n');

/** A text as code. */
export const code = (text: string): string => `\`${text}\``;
