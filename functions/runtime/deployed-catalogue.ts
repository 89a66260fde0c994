import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { withHash, type HashedCatalogue } from '#lib/core/segments/compile/catalogue-hash.ts';
import type { CatalogueSource } from '#lib/core/segments/language/language.ts';
import { readEnvironment, variables } from './environment.ts';

const { CATALOGUE_FILE, LAMBDA_TASK_ROOT } = variables;
const needs = { CATALOGUE_FILE, LAMBDA_TASK_ROOT };

/**
 * Reads the catalogue of this deployment: `CATALOGUE_FILE`, or `catalogue.json` beside the code.
 *
 * It is not checked: `cdk synth` compiles a catalogue before it ships it, with this very code, and so refuses what does not
 * fit. To do it again took a quarter of what each cold start spends on the catalogue. It is not hashed again either, for
 * `cdk synth` writes the hash beside it; a bare catalogue, as a person writes it, is hashed here.
 *
 * @throws when the file cannot be read or is no JSON.
 */
export const deployedCatalogue = (): HashedCatalogue => {
  const { CATALOGUE_FILE: named, LAMBDA_TASK_ROOT: root } = readEnvironment(needs);
  const file = named ?? join(root ?? '.', 'catalogue.json');
  try {
    const read = JSON.parse(readFileSync(file, 'utf8')) as HashedCatalogue | CatalogueSource;
    return 'segments' in read ? withHash(read) : read;
  } catch (cause) {
    throw new Error(`Cannot read ${file} as the catalogue's JSON`, { cause });
  }
};
