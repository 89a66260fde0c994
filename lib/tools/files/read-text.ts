import { readFile } from 'node:fs/promises';
import { namingFile } from './naming-file.ts';

/**
 * Reads a file of UTF-8, without its byte order mark.
 *
 * @throws the file system's errors, naming the file.
 */
export const readText = async (path: string): Promise<string> => {
  const text = await namingFile(path, () => readFile(path, 'utf8'));
  return text.replace(/^\uFEFF/, '');
};
