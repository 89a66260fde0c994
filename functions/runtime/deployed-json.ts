import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { readEnvironment } from './environment.ts';

/**
 * Reads a file of JSON that is deployed beside the code of a function.
 *
 * @param what - the name of the file without `.json`.
 * @param variable - names another file, where it is set.
 * @throws {Error} when the file cannot be read or is not JSON.
 */
export const deployedJson = (
  what: 'access' | 'catalogue' | 'openapi',
  variable: 'ACCESS_FILE' | 'CATALOGUE_FILE' | 'OPENAPI_FILE',
): unknown => {
  const { [variable]: named, LAMBDA_TASK_ROOT: root } = readEnvironment([variable, 'LAMBDA_TASK_ROOT']);
  const file = named ?? join(root ?? '.', `${what}.json`);
  try {
    return JSON.parse(readFileSync(file, 'utf8'));
  } catch (cause) {
    throw new Error(`Cannot read ${file} as the ${what}'s JSON`, { cause });
  }
};
