import { existsSync, globSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { buildConsole } from './build-console.ts';

/** The files of the console by their names: `index.html`, `assets/main-5J3K.js`. */
export type ConsoleFiles = ReadonlyMap<string, Uint8Array>;

/** Beside the sources the sources of the console; in the package what was built of them. */
const folder = join(import.meta.dirname, '..', '..', '..', 'console');

const readBuilt = (): ConsoleFiles => {
  const names = globSync('{index.html,assets/*}', { cwd: folder });
  if (names.length === 0) throw new Error(`Cannot show the console: there are no files of it in ${folder}`);
  return new Map(names.map((name) => [name.replaceAll('\\', '/'), readFileSync(join(folder, name))]));
};

/**
 * The files of the console: built now where its sources are there, and read where the package has them.
 *
 * @throws {Error} where there are neither.
 */
export const consoleFiles = async (): Promise<ConsoleFiles> =>
  existsSync(join(folder, 'main.tsx')) ? buildConsole(folder) : readBuilt();
