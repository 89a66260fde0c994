import type { InfoRecord, Options } from 'csv-parse';
import type { TableMapping } from '../mapping.ts';
import type { HeaderSearch } from './header.ts';
import type { Fault, NumberedRecord } from './numbered-record.ts';
import { hasBrokenQuote, swallowingCell } from './quoting.ts';

/** How the cells of a file are parted. */
export interface Layout {
  readonly delimiter: string;
  /** Whether cells may stand in quotes. */
  readonly isQuoted: boolean;
}

/** Files with tabs are mostly written without quotes: there a quote is a character like any other. */
export const layoutOf = ({ delimiter = ',', quote }: TableMapping, separator = delimiter): Layout => ({
  delimiter: separator,
  isQuoted: quote ?? separator !== '\t',
});

/** Quotes are those of spreadsheet programs; stray ones inside a cell stand for themselves. */
export const parserOptions = ({ delimiter, isQuoted }: Layout) =>
  ({
    delimiter,
    quote: isQuoted ? '"' : false,
    raw: true,
    record_delimiter: ['\r\n', '\n', '\r'],
    relax_column_count: true,
    relax_quotes: true,
    skip_empty_lines: true,
  }) satisfies Options;

/** A record as the parser hands it over; in an object with its raw text, since that is asked for. */
export type ParsedRecord = string[] | { readonly record: string[] };

/** What was read of a file so far. */
export interface Found {
  readonly search: HeaderSearch;
  /** Number of the last row read. */
  lastRow: number;
}

const spansLines = /[\r\n]+[^\r\n]/;

/** @throws {Error} when a quote has certainly taken rows for the text of a cell. */
const checkQuotes = (raw: string, number: number, delimiter: string): void => {
  if (!hasBrokenQuote(raw, delimiter)) return;
  throw new Error(
    `a quote that is opened in row ${number} is closed inside a cell of a later line; "quote": false reads a file without quotes`,
  );
};

const longestShown = 60;

/** The fault of a record whose quotes have probably taken rows for the text of a cell. */
const swallowingIn = (cells: readonly string[], delimiter: string, { header }: HeaderSearch): Fault | undefined => {
  const at = swallowingCell({ cells, delimiter });
  if (at === undefined) return undefined;
  const column = header()?.cells[at] ?? `cell ${at + 1}`;
  return {
    reason: `the lines of {${column.trim()}} have the delimiters of rows, which a quote may have taken for text`,
    seen: JSON.stringify(cells[at]?.slice(0, longestShown)),
  };
};

/**
 * A record with its number, and its fault where its quotes look wrong.
 *
 * @throws {Error} when a quote has certainly taken rows for the text of a cell.
 */
export const numberedRecord = (
  parsed: ParsedRecord,
  { raw = '' }: Pick<InfoRecord, 'raw'>,
  { layout, found }: { readonly layout: Layout; readonly found: Found },
): NumberedRecord => {
  const cells = Array.isArray(parsed) ? parsed : parsed.record;
  const number = found.lastRow;
  if (!layout.isQuoted || !spansLines.test(raw)) return { number, cells };
  checkQuotes(raw, number, layout.delimiter);
  return { number, cells, fault: swallowingIn(cells, layout.delimiter, found.search) };
};
