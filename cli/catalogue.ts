import { defaultCatalogue, defaultCatalogueWith } from '#lib/core/segments/default/default-catalogue.ts';
import type { KeptCatalogue } from '#lib/ports/store/catalogue-keeper.ts';
import { defineCommand } from './command/command.ts';
import { switchOption, textOption, type OptionValues } from './command/options.ts';
import { loadModel } from './input/model-option.ts';
import { storeOptions, withStore, type Opened } from './input/store-options.ts';

const options = {
  default: switchOption('The catalogue that comes with Patron; so it is without any of the other options.'),
  model: textOption('FILE', 'A fitted model, as patron fit writes it: the default one has more segments with it.'),
  ...storeOptions,
};

const keptIn = async ({ catalogues, place }: Opened): Promise<KeptCatalogue> => {
  const kept = await catalogues.latest();
  if (kept !== undefined) return kept;
  throw new Error(`Cannot print the catalogue of ${place}: it keeps none; a replay and a deployment of now do`);
};

const shippedWith = async (model: string | undefined): Promise<KeptCatalogue> => ({
  deployment: 0,
  source: model === undefined ? defaultCatalogue : defaultCatalogueWith(await loadModel(model)),
});

const catalogueNamed = async (values: OptionValues<typeof options>): Promise<KeptCatalogue> => {
  const { default: isDefault, model, ...named } = values;
  const isStore = named.store !== undefined || named.table !== undefined;
  if (!isStore) return shippedWith(model);
  if (isDefault) throw new Error('Cannot use --default with --store or --table: it is neither’s');
  if (model !== undefined) throw new Error('Cannot use --model with --store or --table: what they keep has its own');
  return withStore(named, { kept: keptIn, table: keptIn });
};

export const catalogueCommand = defineCommand({
  name: 'catalogue',
  summary: 'Prints a catalogue as JSON: the one that comes with Patron, or that of a store or a table.',
  explanation: `A replay keeps its catalogue in its store, and a deployment in its table. The JSON stands alone on standard output,
as patron check --segments takes it; the number of the deployment is on standard error, 0 where there was none.`,
  options,
  run: async (values, { print, printError }) => {
    const { deployment, source } = await catalogueNamed(values);
    printError(`deployment ${deployment}`);
    print(JSON.stringify(source, undefined, 2));
  },
});
