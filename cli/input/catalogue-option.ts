import type { Catalogue } from '#lib/core/segments/compile/catalogue.ts';
import { compile } from '#lib/core/segments/compile/compile.ts';
import type { PredictionModel } from '#lib/core/predictions/prediction-model.ts';
import { withModel } from '#lib/core/segments/language/with-model.ts';
import { textOption } from '../command/options.ts';
import { jsonIn } from './json-in.ts';
import { loadModel } from './model-option.ts';

/** The catalogue of a command that has no store to take it from. */
export const catalogueOption = {
  segments: textOption('FILE', 'The catalogue of segments, as JSON; by default the one that comes with Patron.'),
};

/** The files that a catalogue is made of. */
export interface CatalogueFiles {
  readonly segments: string | undefined;
  /** A model in place of the catalogue's own. */
  readonly model?: string | undefined;
}

const shippedCatalogue = async (model: PredictionModel | undefined): Promise<Catalogue> => {
  const shipped = await import('#lib/core/segments/default/default-catalogue.ts');
  return compile(model === undefined ? shipped.defaultCatalogue : shipped.defaultCatalogueWith(model));
};

/**
 * Compiles the catalogue that a file has.
 *
 * @throws {Error} naming the file, when the catalogue does not fit, with the path of the fault.
 */
export const compileFile = (file: string, json: unknown): Catalogue => {
  try {
    return compile(json);
  } catch (cause) {
    const reason = cause instanceof Error ? cause.message : String(cause);
    throw new Error(`${file}: ${reason}`, { cause });
  }
};

/**
 * Loads a catalogue from its file, or the one that comes with Patron, which has more segments where a model is given.
 *
 * @throws {Error} when a file cannot be read or does not fit, with the path of the fault.
 */
export const loadCatalogue = async ({ segments, model: modelFile }: CatalogueFiles): Promise<Catalogue> => {
  const model = modelFile === undefined ? undefined : await loadModel(modelFile);
  if (segments === undefined) return shippedCatalogue(model);
  return compileFile(segments, withModel(await jsonIn(segments, 'a catalogue'), model));
};
