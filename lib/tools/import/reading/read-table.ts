import { createReadStream } from 'node:fs';
import { access } from 'node:fs/promises';
import { pipeline as piped, type Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { createGunzip } from 'node:zlib';
import { CsvError, parse, type InfoRecord } from 'csv-parse';
import type { TableMapping } from '../mapping.ts';
import { makeTable, type ExportTable } from '../table.ts';
import { decodeTexts } from './decode-texts.ts';
import { searchHeader } from './header.ts';
import { layoutOf, numberedRecord, parserOptions, type Found, type ParsedRecord } from './records.ts';
import { skipLines, takeSeparator } from './text-head.ts';

/** A file to read as a table. */
export interface TableSource {
  readonly name: string;
  /** The file, plain or compressed as `.gz`; `-` for standard input. */
  readonly file: string;
  readonly mapping: TableMapping;
  /** The columns that the file must have, by which its header is found. */
  readonly columns: ReadonlySet<string>;
  /** Receives the number of rows read so far, every 10,000 rows. */
  readonly onRows?: (rows: number) => void;
}

const step = 10_000;

const open = async (file: string): Promise<Readable> => {
  if (file === '-') return process.stdin;
  await access(file);
  const bytes = createReadStream(file);
  // An error of either stream ends the other, and is thrown to the reader.
  return file.endsWith('.gz') ? piped(bytes, createGunzip(), () => {}) : bytes;
};

const drain = async (records: AsyncIterable<unknown>): Promise<void> => {
  for await (const record of records) void record;
};

const reasonOf = (error: unknown, lastRow: number): string => {
  if (error instanceof CsvError && error.code === 'CSV_QUOTE_NOT_CLOSED')
    return `a quote that is opened after row ${lastRow} is never closed`;
  return error instanceof Error ? error.message : String(error);
};

/** Reads the records of a file into a search for its header. */
const readRecords = async ({ file, mapping, onRows = () => undefined }: TableSource, found: Found): Promise<void> => {
  const { separator, texts } = await takeSeparator(decodeTexts(await open(file), mapping.encoding ?? 'utf8'));
  const { skipLines: skipped = 0 } = mapping;
  const layout = layoutOf(mapping, separator);
  const take = (record: ParsedRecord, context: InfoRecord): null => {
    found.lastRow = skipped + context.records + context.empty_lines;
    found.search.take(numberedRecord(record, context, { layout, found }));
    const { length } = found.search.rows;
    if (length % step === 0 && length > 0) onRows(length);
    return null;
  };
  const parser = parse({ ...parserOptions(layout), on_record: take });
  await Promise.all([pipeline(await skipLines(texts, skipped), parser), drain(parser)]);
  found.search.end();
};

/**
 * Reads a file whole. Lines before the header are skipped: as many as the mapping says, and those above the line that has
 * the columns.
 *
 * @throws {Error} naming the file, when it cannot be read or decoded, has no header, or has quotes that are not closed where
 * they should be.
 */
export const readTable = async (source: TableSource): Promise<ExportTable> => {
  const { name, file, mapping, columns } = source;
  const found: Found = { search: searchHeader(columns), lastRow: 0 };
  try {
    await readRecords(source, found);
  } catch (error) {
    throw new Error(`Cannot read ${file} as a CSV file: ${reasonOf(error, found.lastRow)}`, { cause: error });
  }
  const header = found.search.header();
  if (header === undefined) throw new Error(`Cannot read ${file} as a CSV file: current value has no header`);
  return makeTable({ name, mapping }, header.cells, found.search.rows);
};
