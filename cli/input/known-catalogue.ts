import type { Catalogue } from '#lib/core/segments/compile/catalogue.ts';
import { compile } from '#lib/core/segments/compile/compile.ts';
import { withModel } from '#lib/core/segments/language/with-model.ts';
import { textOption } from '../command/options.ts';
import type { Terminal } from '../output/terminal.ts';
import { loadCatalogue, type CatalogueFiles } from './catalogue-option.ts';
import { loadModel } from './model-option.ts';
import type { Opened } from './store-options.ts';

/** The catalogue of a command that works on a store or a table. */
export const knownCatalogueOption = {
  segments: textOption(
    'FILE',
    'The catalogue of segments, as JSON; by default the one that the store or the table keeps.',
  ),
};

/**
 * The latest catalogue that a store or a table keeps; undefined where it keeps none, as in a store that was made before
 * catalogues were kept.
 *
 * @param model - the file of a model in place of the catalogue's own.
 * @throws {Error} naming the store, when this version refuses the catalogue.
 */
export const keptCatalogue = async ({ catalogues, place }: Opened, model?: string): Promise<Catalogue | undefined> => {
  const kept = await catalogues.latest();
  if (kept === undefined) return undefined;
  const source = withModel(kept.source, model === undefined ? undefined : await loadModel(model));
  try {
    return compile(source, kept.deployment);
  } catch (cause) {
    const reason = cause instanceof Error ? cause.message : String(cause);
    throw new Error(`${place}: ${reason}; give another catalogue with --segments`, { cause });
  }
};

/** The catalogue that `--segments` names, or else the one that the store or the table keeps, or else the one that comes with Patron, with a line that says so; each with the model that `--model` names. */
export const knownCatalogue = async (
  opened: Opened,
  files: CatalogueFiles,
  { printError }: Terminal,
): Promise<Catalogue> => {
  if (files.segments !== undefined) return loadCatalogue(files);
  const kept = await keptCatalogue(opened, files.model);
  if (kept !== undefined) return kept;
  printError(
    `${opened.place} keeps no catalogue: the one that comes with Patron is used; give another with --segments`,
  );
  return loadCatalogue(files);
};
