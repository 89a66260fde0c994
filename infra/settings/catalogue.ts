import { compile } from '#lib/core/segments/compile/compile.ts';
import { defaultCatalogue } from '#lib/core/segments/default/default-catalogue.ts';
import type { CatalogueSource } from '#lib/core/segments/language/language.ts';

/**
 * Checks the catalogue of a deployment.
 *
 * @param given - its JSON, or `default` for the catalogue that comes with Patron.
 * @param name - the catalogue as the error names it, such as its file.
 * @throws {Error} when it does not compile, with the path of the fault.
 */
export const checkedCatalogue = (given: unknown, name: string): CatalogueSource => {
  const json: unknown = given === 'default' ? defaultCatalogue : given;
  try {
    compile(json);
  } catch (cause) {
    const reason = cause instanceof Error ? cause.message : String(cause);
    throw new Error(`Cannot deploy ${name}: ${reason}`, { cause });
  }
  return json as CatalogueSource;
};
