import type { Catalogue } from '#lib/core/segments/compile/catalogue.ts';
import { compile } from '#lib/core/segments/compile/compile.ts';
import { textOption } from '../command/options.ts';
import type { Terminal } from '../output/terminal.ts';
import { loadCatalogue } from './catalogue-option.ts';
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
 * @throws {Error} naming the store, when this version refuses the catalogue.
 */
export const keptCatalogue = async ({ catalogues, place }: Opened): Promise<Catalogue | undefined> => {
  const kept = await catalogues.latest();
  try {
    return kept && compile(kept.source, kept.deployment);
  } catch (cause) {
    const reason = cause instanceof Error ? cause.message : String(cause);
    throw new Error(`${place}: ${reason}; give another catalogue with --segments`, { cause });
  }
};

/** The catalogue that `--segments` names, or else the one that the store or the table keeps, or else the one that comes with Patron, with a line that says so. */
export const knownCatalogue = async (
  opened: Opened,
  segments: string | undefined,
  { printError }: Terminal,
): Promise<Catalogue> => {
  if (segments !== undefined) return loadCatalogue(segments);
  const kept = await keptCatalogue(opened);
  if (kept !== undefined) return kept;
  printError(
    `${opened.place} keeps no catalogue: the one that comes with Patron is used; give another with --segments`,
  );
  return loadCatalogue(undefined);
};
