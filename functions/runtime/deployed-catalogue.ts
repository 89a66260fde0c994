import { withHash, type HashedCatalogue } from '#lib/core/segments/compile/catalogue-hash.ts';
import type { CatalogueSource } from '#lib/core/segments/language/language.ts';
import { deployedJson } from './deployed-json.ts';

/**
 * Reads the catalogue of this deployment: `CATALOGUE_FILE`, or `catalogue.json` beside the code.
 *
 * It is not checked, because `cdk synth` has compiled it with this very code, and every cold start would wait for a second
 * check. Nor is it hashed again, because `cdk synth` writes the hash beside it; only a bare catalogue, as a person writes
 * it, is hashed here.
 *
 * @throws {Error} when the file cannot be read or is not JSON.
 */
export const deployedCatalogue = (): HashedCatalogue => {
  const read = deployedJson('catalogue', 'CATALOGUE_FILE') as HashedCatalogue | CatalogueSource;
  return 'segments' in read ? withHash(read) : read;
};
