import { writeFile } from 'node:fs/promises';
import { fitModel } from '#lib/core/predictions/fit/fit-model.ts';
import type { FittedModel } from '#lib/core/predictions/fit/fitted-model.ts';
import type { Catalogue } from '#lib/core/segments/compile/catalogue.ts';
import { formatInstant } from '#lib/core/time/instant.ts';
import { fitPeople, type PeopleFit } from '#lib/tools/fit/fit-people.ts';
import { peopleInTable } from '#lib/tools/fit/people-in-table.ts';
import { refuseOverwriting } from '#lib/tools/files/refuse-overwriting.ts';
import { defineCommand } from '../command/command.ts';
import { knownCatalogue } from '../input/known-catalogue.ts';
import { scanText } from '../input/scan-text.ts';
import { storeFile, withStore, type Opened } from '../input/store-options.ts';
import { counted } from '../output/numbers.ts';
import type { Terminal } from '../output/terminal.ts';
import { fitOptions, regularitiesIn, type FitValues } from './fit-options.ts';
import { gatheredIn, refuseUngathered } from './gathered.ts';
import { fitText } from './fit-text.ts';

/** The shown number of people changes by so many. */
const shownTogether = 1000;

/** How a model is come by. */
interface Fitting {
  readonly values: FitValues;
  readonly terminal: Terminal;
}

const write = async (model: FittedModel, { currency }: Catalogue, { values: { out }, terminal }: Fitting) => {
  await writeFile(out, `${JSON.stringify(model, undefined, 2)}\n`);
  terminal.print(`${fitText(model, currency)}\n\nWritten to ${out}.`);
};

const fit = async (opened: Opened, people: PeopleFit['people'], fitting: Fitting): Promise<void> => {
  const { values, terminal } = fitting;
  const catalogue = await knownCatalogue(opened, { segments: values.segments }, terminal);
  const onProgress = (read: number) => {
    if (read % shownTogether === 0) terminal.show?.(counted(read, 'profile'));
  };
  const { spend = 'all', holdout: holdoutDays, 'as-of': asOf } = values;
  const regularities = regularitiesIn(values);
  const gathering = { people, store: opened.store, catalogue, asOf, spend, onProgress };
  const model = await fitPeople({ ...gathering, regularities, holdoutDays }).finally(() => terminal.show?.(''));
  await write(model, catalogue, fitting);
};

const fitGathered = async (opened: Opened, fitting: Fitting): Promise<void> => {
  const { values, terminal } = fitting;
  const { buyers, asOf } = await gatheredIn(opened.place);
  const catalogue = await knownCatalogue(opened, { segments: values.segments }, terminal);
  terminal.print(`From what the last pass over ${opened.place} gathered, as of ${formatInstant(asOf)}.\n`);
  const [regularities, holdoutDays] = [regularitiesIn(values), values.holdout];
  const model = fitModel(buyers, { asOf, calendar: catalogue.calendar, regularities, holdoutDays });
  await write(model, catalogue, fitting);
};

const fitTable = async (opened: Opened, fitting: Fitting): Promise<void> => {
  const { values, terminal } = fitting;
  if (!values.scan) return fitGathered(opened, fitting);
  const withEvents = values['as-of'] !== undefined || values.spend === 'repeat';
  terminal.print(await scanText(opened.place, { passes: 1, withEvents }));
  return fit(opened, peopleInTable(opened.store), fitting);
};

/** @throws {Error} for options that do not go together. */
const requireSource = ({ table, scan, ...asked }: FitValues): void => {
  if (scan && table === undefined) throw new Error('Cannot use --scan with --store: a store is always read as a whole');
  if (table !== undefined && !scan) refuseUngathered(asked);
};

const run = async (values: FitValues, terminal: Terminal): Promise<void> => {
  const { store, segments, out } = values;
  requireSource(values);
  refuseOverwriting(
    [...(store === undefined ? [] : [storeFile(store)]), ...(segments === undefined ? [] : [segments])],
    [out],
  );
  await withStore(values, {
    kept: (opened) => fit(opened, opened.store.orders(), { values, terminal }),
    table: (opened) => fitTable(opened, { values, terminal }),
  });
};

export const fitCommand = defineCommand({
  name: 'fit',
  summary: 'Fits the model that predicts who will buy again, when, and what they will be worth.',
  explanation: `Fits, by maximum likelihood, how often people order, how regularly, after how long a silence they are gone
(MBG/CNBD-k), and what they spend on a day with an order (Gamma-Gamma). The file is what a catalogue takes as "predict".

The model is of all orders. How far to trust it is measured by a second fit without the end of the history, which is held to what
came then, beside guesses that need no model. Too few data, data without a likeliest model, and a model that foretells nothing are
refused, and nothing is written. docs/predictions.md says what each number means.

Of a table it reads what the last pass for insight gathered, and says as of when; --scan reads everybody.`,
  options: fitOptions,
  run,
});
