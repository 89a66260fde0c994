import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Catalogue } from '#lib/segments/catalogue.ts';
import { compile } from '#lib/segments/compile.ts';
import { readEnvironment, variables } from './environment.ts';

const { CATALOGUE_FILE, DEPLOYMENT, LAMBDA_TASK_ROOT } = variables;

const jsonIn = (file: string): unknown => {
  try {
    return JSON.parse(readFileSync(file, 'utf8'));
  } catch (cause) {
    throw new Error(`Cannot read ${file} as the catalogue's JSON`, { cause });
  }
};

/**
 * Compiles the catalogue of this deployment: `CATALOGUE_FILE`, or `catalogue.json` beside the code.
 *
 * @throws when the file cannot be read, is no JSON or does not fit.
 */
export const deployedCatalogue = (): Catalogue => {
  const needs = { CATALOGUE_FILE, DEPLOYMENT, LAMBDA_TASK_ROOT };
  const { CATALOGUE_FILE: file, DEPLOYMENT: deployment, LAMBDA_TASK_ROOT: root } = readEnvironment(needs);
  return compile(jsonIn(file ?? join(root ?? '.', 'catalogue.json')), deployment);
};
