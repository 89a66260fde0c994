import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { buildConsole } from './build-console.ts';

/**
 * Builds the console and writes its files, as a server of files takes them.
 *
 * @param sources - the folder of its sources.
 * @param folder - where to write; made where it is not there.
 */
export const writeConsole = async (sources: string, folder: string): Promise<void> => {
  mkdirSync(join(folder, 'assets'), { recursive: true });
  for (const [name, body] of await buildConsole(sources)) writeFileSync(join(folder, name), body);
};
