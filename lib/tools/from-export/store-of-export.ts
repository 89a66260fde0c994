import { createReadStream } from 'node:fs';
import { rename, rm, writeFile } from 'node:fs/promises';
import type { FitRefusedError } from '#lib/core/predictions/fit/refusals.ts';
import type { FittedModel } from '#lib/core/predictions/fit/fitted-model.ts';
import type { Catalogue } from '#lib/core/segments/compile/catalogue.ts';
import type { ImportedRows } from '#lib/use-cases/insight/report/report.ts';
import type { Mapping } from '../import/import-export.ts';
import { readLines } from '../replay/read-lines.ts';
import { replay } from '../replay/replay.ts';
import type { ReplaySummary } from '../replay/summary.ts';
import { exportFolder } from './export-folder.ts';
import { fitEvents, type Fitted } from './fit-events.ts';
import { importEvents } from './import-events.ts';
import { importedRows, type NamedExport } from './imported-rows.ts';
import { mostUsedCurrency } from './most-used-currency.ts';
import { withFolder } from './with-folder.ts';

/** The catalogue that an export is replayed by, before its currency and its model are known. */
export interface CatalogueToBe {
  readonly currency: string;
  /** Whether it has a model of its own, in place of which none is fitted. */
  readonly hasModel: boolean;
  /**
   * The catalogue in a currency, with a model where one could be fitted.
   *
   * @throws {Error} when it does not fit, with the path of the fault.
   */
  readonly compiled: (currency: string, model: FittedModel | undefined) => Catalogue;
  /** The same without segments, by which orders are folded. */
  readonly undeciding: (currency: string) => Catalogue;
}

/** Called as the work goes on, in the order of its steps. */
export interface ExportSteps {
  readonly onRows: (rows: number) => void;
  /** Adding up what a model is fitted to: events so far, of all. */
  readonly onOrders: (done: number, all: number) => void;
  readonly onProfiles: (profiles: number) => void;
  /** Deciding segments. */
  readonly onSegments: (done: number, all: number) => void;
  /** A clock to measure with, in milliseconds. */
  readonly stopwatch: () => number;
}

/** An export to make a store of. */
export interface ExportToStore extends NamedExport {
  readonly mapping: Mapping;
  readonly catalogue: CatalogueToBe;
  /** The folder to write to. */
  readonly folder: string;
  readonly steps: ExportSteps;
}

/** What was made of an export. */
export interface StoreOfExport {
  readonly imported: ImportedRows;
  /** The currency of most orders, in which the catalogue's amounts are. */
  readonly currency: string;
  readonly summary: ReplaySummary;
  /** Why no model could be fitted; absent where there is one. */
  readonly refused?: FitRefusedError;
}

const asJson = (value: unknown): string => `${JSON.stringify(value, undefined, 2)}\n`;

/** Writes the model beside the store, and removes that of an earlier report. */
const keepModel = async (file: string, model: FittedModel | undefined): Promise<void> => {
  if (model === undefined) await rm(file, { force: true });
  else await writeFile(file, asJson(model));
};

/** Nothing is fitted where the catalogue has a model of its own. */
const fitTo = async (what: ExportToStore, currency: string, all: number): Promise<Fitted> => {
  const { catalogue, folder, steps } = what;
  if (catalogue.hasModel) return {};
  return fitEvents({
    events: exportFolder(folder).eventsDraft,
    unfitted: exportFolder(folder).unfitted,
    catalogue: catalogue.undeciding(currency),
    stopwatch: steps.stopwatch,
    onEvents: (done) => steps.onOrders(done, all),
    onProfiles: steps.onProfiles,
  });
};

const replayed = async (what: ExportToStore): Promise<StoreOfExport> => {
  const { from, mapping, catalogue, steps } = what;
  const files = exportFolder(what.folder);
  const importing = { from, mapping, events: files.eventsDraft, currency: catalogue.currency };
  const report = await importEvents({ ...importing, onRows: steps.onRows });
  const currency = mostUsedCurrency(report, catalogue.currency);
  const all = Object.values(report.events).reduce((sum, events) => sum + events, 0);
  const { model, refused } = await fitTo(what, currency, all);
  const summary = await replay({
    catalogue: catalogue.compiled(currency, model),
    events: readLines(createReadStream(files.eventsDraft)),
    out: files.folder,
    stopwatch: steps.stopwatch,
    onProgress: (done) => steps.onSegments(done, all),
  });
  await keepModel(files.model, model);
  await rename(files.eventsDraft, files.events);
  const imported = importedRows(report, what);
  return { imported, currency, summary, ...(refused && { refused }) };
};

/**
 * Makes a store of a shop's export: imports it, fits a model where the data allow one, and replays it by the catalogue with that
 * model, in the currency of most orders, so that predicted segments have their history as well. What an earlier one has left in
 * the folder stays until the replay begins.
 *
 * @throws {Error} when the export cannot be read, or nothing in it can be used; when the catalogue does not fit, or another replay
 * is writing to the folder.
 */
export const storeOfExport = async (what: ExportToStore): Promise<StoreOfExport> => {
  const { folder, eventsDraft } = exportFolder(what.folder);
  return withFolder(folder, async () => {
    try {
      return await replayed(what);
    } finally {
      await rm(eventsDraft, { force: true });
    }
  });
};
