import { rename, rm, writeFile } from 'node:fs/promises';
import { namingFile } from './naming-file.ts';

/**
 * Writes a file that is there whole or as it was before: a draft beside it takes its place when it is written.
 *
 * @throws the file system's errors, naming the file.
 */
export const writeWhole = async (path: string, content: string | Uint8Array): Promise<void> => {
  const draft = `${path}.draft`;
  try {
    await namingFile(draft, () => writeFile(draft, content));
    await rename(draft, path);
  } catch (error) {
    await rm(draft, { force: true }).catch(() => {});
    throw error;
  }
};
