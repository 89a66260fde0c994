import { createReadStream } from 'node:fs';
import { access } from 'node:fs/promises';
import type { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { createGunzip } from 'node:zlib';
import { CsvError, parse } from 'csv-parse';
import type { TableMapping } from './mapping.ts';
import { makeTable, type ExportRow, type ExportTable } from './table.ts';

/** A file to read as a table. */
export interface TableSource {
  readonly name: string;
  /** The file, plain or compressed as `.gz`; `-` for standard input. */
  readonly file: string;
  readonly mapping: TableMapping;
  /** Receives the number of rows read so far, every 10,000 rows. */
  readonly onRows?: (rows: number) => void;
}

const step = 10_000;

/** A byte order mark is skipped; quotes are those of spreadsheet programs, and stray ones inside a cell stand for themselves. */
const parserOptions = ({ delimiter = ',', encoding = 'utf8' }: TableMapping) => ({
  bom: true,
  delimiter,
  encoding,
  record_delimiter: ['\r\n', '\n', '\r'],
  relax_column_count: true,
  relax_quotes: true,
  skip_empty_lines: true,
});

const open = async (file: string): Promise<Readable[]> => {
  if (file === '-') return [process.stdin];
  await access(file);
  const bytes = createReadStream(file);
  return file.endsWith('.gz') ? [bytes, createGunzip()] : [bytes];
};

const drain = async (records: AsyncIterable<unknown>): Promise<void> => {
  for await (const record of records) void record;
};

/** Collects records while they are parsed: the first is the header. */
const collector = (onRows: (rows: number) => void) => {
  const header: string[] = [];
  const rows: ExportRow[] = [];
  const take = (
    cells: readonly string[],
    counted: { readonly records: number; readonly empty_lines: number },
  ): null => {
    const number = counted.records + counted.empty_lines;
    if (counted.records === 1) header.push(...cells);
    else rows.push({ number, cells, fate: 'open' });
    if (rows.length % step === 0 && rows.length > 0) onRows(rows.length);
    return null;
  };
  return { header, rows, take };
};

const reasonOf = (error: unknown, rows: number): string => {
  if (error instanceof CsvError && error.code === 'CSV_QUOTE_NOT_CLOSED')
    return `a quote that is opened after row ${rows + 1} is never closed`;
  return error instanceof Error ? error.message : String(error);
};

/**
 * Reads a file whole.
 *
 * @throws {Error} naming the file, when it cannot be read, has no header, or has a quote that is never closed.
 */
export const readTable = async ({
  name,
  file,
  mapping,
  onRows = () => undefined,
}: TableSource): Promise<ExportTable> => {
  const { header, rows, take } = collector(onRows);
  try {
    const streams = await open(file);
    const parser = parse({ ...parserOptions(mapping), on_record: take });
    await Promise.all([pipeline([...streams, parser]), drain(parser)]);
  } catch (error) {
    throw new Error(`Cannot read ${file} as a CSV file: ${reasonOf(error, rows.length)}`, { cause: error });
  }
  if (header.length === 0) throw new Error(`Cannot read ${file} as a CSV file: current value has no header`);
  return makeTable({ name, mapping }, header, rows);
};
