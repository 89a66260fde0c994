import { writeFile } from 'node:fs/promises';
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
import { fitText } from './fit-text.ts';

/** The shown number of people changes by so many. */
const shownTogether = 1000;

const fit = async (
  opened: Opened,
  people: PeopleFit['people'],
  { values, terminal }: { readonly values: FitValues; readonly terminal: Terminal },
): Promise<void> => {
  const catalogue = await knownCatalogue(opened, { segments: values.segments }, terminal);
  const onProgress = (read: number) => {
    if (read % shownTogether === 0) terminal.show?.(counted(read, 'profile'));
  };
  const { spend = 'all', holdout: holdoutDays, 'as-of': asOf, out } = values;
  const regularities = regularitiesIn(values);
  const gathering = { people, store: opened.store, catalogue, asOf, spend, onProgress };
  const model = await fitPeople({ ...gathering, regularities, holdoutDays }).finally(() => terminal.show?.(''));
  await writeFile(out, `${JSON.stringify(model, undefined, 2)}\n`);
  terminal.print(`${fitText(model, catalogue.currency)}\n\nWritten to ${out}.`);
};

/** @throws {Error} where nobody may be read: no pass gathers for a fit yet. */
const requireScan = ({ table, scan }: FitValues): void => {
  if (scan && table === undefined) throw new Error('Cannot use --scan with --store: a store is always read as a whole');
  if (table === undefined || scan) return;
  throw new Error(
    `Cannot fit ${table} from what its last pass gathered: no pass has gathered orders there; --scan reads everybody, and prints first what that costs`,
  );
};

const run = async (values: FitValues, terminal: Terminal): Promise<void> => {
  const { store, segments, out, 'as-of': asOf, spend } = values;
  requireScan(values);
  refuseOverwriting(
    [...(store === undefined ? [] : [storeFile(store)]), ...(segments === undefined ? [] : [segments])],
    [out],
  );
  await withStore(values, {
    kept: (opened) => fit(opened, opened.store.orders(), { values, terminal }),
    table: async (opened) => {
      const withEvents = asOf !== undefined || spend === 'repeat';
      terminal.print(await scanText(opened.place, { passes: 1, withEvents }));
      await fit(opened, peopleInTable(opened.store), { values, terminal });
    },
  });
};

export const fitCommand = defineCommand({
  name: 'fit',
  summary: 'Fits the model that predicts who will buy again, when, and what they will be worth.',
  explanation: `Fits, by maximum likelihood, how often people order, how regularly, after how long a silence they are gone
(MBG/CNBD-k), and what they spend on a day with an order (Gamma-Gamma). The file is what a catalogue takes as "predict".

The model is of all orders. How far to trust it is measured by a second fit without the end of the history, which is held to what
came then, beside guesses that need no model. Too few data, data without a likeliest model, and a model that foretells nothing are
refused, and nothing is written. docs/predictions.md says what each number means.`,
  options: fitOptions,
  run,
});
