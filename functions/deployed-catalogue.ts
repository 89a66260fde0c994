import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { CatalogueSource } from '#lib/segments/language.ts';
import { readEnvironment, variables } from './environment.ts';

const { CATALOGUE_FILE, LAMBDA_TASK_ROOT } = variables;
const needs = { CATALOGUE_FILE, LAMBDA_TASK_ROOT };

/**
 * Reads the catalogue of this deployment: `CATALOGUE_FILE`, or `catalogue.json` beside the code.
 *
 * It is not checked: `cdk synth` compiles a catalogue before it ships it, with this very code, and so refuses what does not
 * fit. To do it again took a quarter of what each cold start spends on the catalogue.
 *
 * @throws when the file cannot be read or is no JSON.
 */
export const deployedCatalogue = (): CatalogueSource => {
  const { CATALOGUE_FILE: named, LAMBDA_TASK_ROOT: root } = readEnvironment(needs);
  const file = named ?? join(root ?? '.', 'catalogue.json');
  try {
    return JSON.parse(readFileSync(file, 'utf8')) as CatalogueSource;
  } catch (cause) {
    throw new Error(`Cannot read ${file} as the catalogue's JSON`, { cause });
  }
};
