import type { PredictionModel } from '#lib/core/predictions/prediction-model.ts';
import { compile } from '#lib/core/segments/compile/compile.ts';
import { defaultCatalogue, defaultCatalogueWith } from '#lib/core/segments/default/default-catalogue.ts';
import { catalogueBytes } from '#lib/ports/store/dynamodb/catalogue-item.ts';
import type { CatalogueSource } from '#lib/core/segments/language/language.ts';
import { withModel } from '#lib/core/segments/language/with-model.ts';

/** The largest item that DynamoDB takes: a deployment keeps its catalogue in one. */
const largestItem = 400 * 1024;

const requireItem = (source: CatalogueSource, name: string): void => {
  const bytes = catalogueBytes({ deployment: Number.MAX_SAFE_INTEGER, source });
  if (bytes <= largestItem) return;
  throw new Error(
    `Cannot deploy ${name}: deflated, it must take at most ${largestItem} bytes, current value is ${bytes}`,
  );
};

const modelled = (given: unknown, model: PredictionModel | undefined): unknown => {
  if (given !== 'default') return withModel(given, model);
  return model === undefined ? defaultCatalogue : defaultCatalogueWith(model);
};

/**
 * Checks the catalogue of a deployment.
 *
 * @param given - its JSON, or `default` for the catalogue that comes with Patron.
 * @param name - the catalogue as the error names it, such as its file.
 * @param model - stands in place of its own; beside `default` it adds the segments that need one.
 * @throws {Error} when it does not compile, with the path of the fault, or would not fit the item that keeps it.
 */
export const checkedCatalogue = (given: unknown, name: string, model?: PredictionModel): CatalogueSource => {
  const json = modelled(given, model);
  try {
    compile(json);
  } catch (cause) {
    const reason = cause instanceof Error ? cause.message : String(cause);
    throw new Error(`Cannot deploy ${name}: ${reason}`, { cause });
  }
  const source = json as CatalogueSource;
  requireItem(source, name);
  return source;
};
