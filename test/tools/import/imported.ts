import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { acceptEntry } from '#events/accept-entry.ts';
import {
  importRows,
  loadMapping,
  parseMapping,
  type ImportReport,
  type Mapping,
} from '#lib/tools/import/import-export.ts';
import { inNewFolder } from '#test/support/folder.ts';

/** A line of the output. */
export interface Line {
  readonly time: string;
  readonly source: string;
  readonly 'detail-type': string;
  readonly detail: Readonly<Record<string, unknown>> & {
    readonly eventId: string;
    readonly items?: readonly { readonly quantity: number }[];
  };
}

export interface Imported {
  readonly report: ImportReport;
  readonly lines: readonly Line[];
}

/** A mapping that Patron ships, by its file's name. */
export const shippedMapping = (name: string): Promise<Mapping> =>
  loadMapping(fileURLToPath(new URL(`../../../lib/tools/import/mappings/${name}.json`, import.meta.url)));

export const linesOf = (text: string): readonly Line[] =>
  text
    .split('\n')
    .filter((line) => line !== '')
    .map((line): Line => JSON.parse(line));

/** Imports a file from where it lies. */
export const importFile = (from: string, mapping: Mapping): Promise<Imported> =>
  inNewFolder(async (folder) => {
    const out = join(folder, 'events.jsonl');
    const report = await importRows({ from, mapping, out });
    return { report, lines: linesOf(await readFile(out, 'utf8')) };
  });

/** Imports files given as text or bytes, the first of which is `--from`. */
export const importTexts = (files: Readonly<Record<string, string | Buffer>>, mapping: Mapping): Promise<Imported> =>
  inNewFolder(async (folder) => {
    for (const [name, content] of Object.entries(files)) await writeFile(join(folder, name), content);
    return importFile(join(folder, Object.keys(files)[0] ?? ''), mapping);
  });

/** The lines that Patron would not accept: none, ever. */
export const refusedLines = (lines: readonly Line[]): readonly unknown[] =>
  lines.map((line) => acceptEntry(line)).filter(({ ok }) => !ok);

/** A small mapping of one file with an event a row, to be varied. */
export const visitMapping = (change: Readonly<Record<string, unknown>> = {}, table: object = {}): Mapping =>
  parseMapping({
    source: 'shop.test',
    tables: { rows: table },
    events: [
      {
        type: 'VisitMade',
        eventId: 'visit-{id}',
        customerId: '{who}',
        time: { at: '{at}', format: 'YYYY-MM-DD HH:mm:ss' },
        ...change,
      },
    ],
  });
