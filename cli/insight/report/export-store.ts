import { refuseOverwriting } from '#lib/tools/files/refuse-overwriting.ts';
import { exportFolder } from '#lib/tools/from-export/export-folder.ts';
import { storeOfExport, type StoreOfExport } from '#lib/tools/from-export/store-of-export.ts';
import { loadMapping } from '#lib/tools/import/import-export.ts';
import { mappingFile } from '../../input/mapping-option.ts';
import type { Terminal } from '../../output/terminal.ts';
import { catalogueToBe } from './catalogue-to-be.ts';
import type { ExportValues } from './report-options.ts';
import { shownSteps } from './shown-steps.ts';

/** Says what is not as its reader may expect. */
const tellOddities = (
  { currency, refused }: StoreOfExport,
  { segments, ownCurrency }: { readonly segments: string | undefined; readonly ownCurrency: string },
  { printError }: Terminal,
): void => {
  if (segments !== undefined && currency !== ownCurrency)
    printError(
      `Most orders are in ${currency} and ${segments} is in ${ownCurrency}: its amounts are taken as ${currency}.`,
    );
  if (refused) printError(`Nothing is foretold. ${refused.message}.`);
};

/** Makes a store of an export in a folder beside the page, showing each step, and says on standard error what is odd about it. */
export const makeStore = async (
  { from, mapping: mappingName, segments }: ExportValues,
  { page, folder }: { readonly page: string; readonly folder: string },
  terminal: Terminal,
): Promise<StoreOfExport> => {
  const file = await mappingFile(mappingName);
  const { folder: _folder, unfitted: _unfitted, ...written } = exportFolder(folder);
  refuseOverwriting([from, file, ...(segments === undefined ? [] : [segments])], [page, ...Object.values(written)]);
  const mapping = await loadMapping(file);
  const catalogue = await catalogueToBe(segments);
  const work = { from, mapping, mappingName, catalogue, folder, steps: shownSteps(terminal) };
  const made = await storeOfExport(work).finally(() => terminal.show?.(''));
  tellOddities(made, { segments, ownCurrency: catalogue.currency }, terminal);
  return made;
};
