import { globSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { buildConsole } from './build-console.ts';
import { consoleFolder, isOfSources } from './console-folder.ts';

/** The files of the console by their names: `index.html`, `assets/main-5J3K.js`. */
export type ConsoleFiles = ReadonlyMap<string, Uint8Array>;

const readBuilt = (): ConsoleFiles => {
  const names = globSync('{index.html,assets/*}', { cwd: consoleFolder });
  if (names.length === 0) throw new Error(`Cannot show the console: there are no files of it in ${consoleFolder}`);
  return new Map(names.map((name) => [name.replaceAll('\\', '/'), readFileSync(join(consoleFolder, name))]));
};

/**
 * The files of the console: built now where its sources are there, and read where the package has them.
 *
 * @throws {Error} where there are neither.
 */
export const consoleFiles = async (): Promise<ConsoleFiles> =>
  isOfSources ? buildConsole(consoleFolder) : readBuilt();
