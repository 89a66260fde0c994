import type { NumberedRecord } from './numbered-record.ts';

/** Lines before the header, such as a title or definitions, are looked through up to this number. */
const longestPreamble = 50;

/** Records as they are taken, with the header apart. */
export interface HeaderSearch {
  /** The header; undefined before any record was taken. */
  readonly header: () => NumberedRecord | undefined;
  readonly rows: NumberedRecord[];
  readonly take: (record: NumberedRecord) => void;
  /** Ends the search where the header with the wanted columns was not found. */
  readonly end: () => void;
}

/**
 * Looks for the header: the first record that has all wanted columns, or else the first record of all.
 *
 * @param columns - the columns that the file must have.
 */
export const searchHeader = (columns: ReadonlySet<string>): HeaderSearch => {
  let header: NumberedRecord | undefined;
  let preamble: NumberedRecord[] = [];
  const rows: NumberedRecord[] = [];
  const isHeader = ({ cells }: NumberedRecord): boolean => {
    const names = new Set(cells.map((cell) => cell.trim()));
    return [...columns].every((column) => names.has(column));
  };
  const end = (): void => {
    const [first, ...others] = preamble;
    header ??= first;
    rows.push(...others);
    preamble = [];
  };
  return {
    header: () => header,
    rows,
    take: (record) => {
      if (header !== undefined) rows.push(record);
      else if (isHeader(record)) {
        header = record;
        preamble = [];
      } else if (preamble.push(record) >= longestPreamble) end();
    },
    end,
  };
};
