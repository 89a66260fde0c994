import { existsSync } from 'node:fs';
import { glob } from 'node:fs/promises';

const isPattern = (text: string): boolean => /[*?[{]/.test(text);

const filesOf = async (given: string): Promise<readonly string[]> => {
  if (existsSync(given) || !isPattern(given)) return [given];
  const found = await Array.fromAsync(glob(given));
  if (found.length > 0) return found.toSorted();
  throw new Error(`Cannot use ${given} as stories: no file fits it`);
};

/**
 * The files that arguments name. A pattern that a shell has left as it is, as on Windows or in quotes, stands for all that fit it.
 *
 * @throws {Error} for a pattern that nothing fits.
 */
export const storyFiles = async (given: readonly string[]): Promise<readonly string[]> =>
  (await Promise.all(given.map(filesOf))).flat();
