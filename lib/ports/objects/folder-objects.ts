import { mkdir, readFile, rename, rm, writeFile } from 'node:fs/promises';
import { dirname, join, resolve } from 'node:path';
import { pathToFileURL } from 'node:url';
import { checkKey, type ObjectStore } from './object-store.ts';

const isMissing = (error: unknown): boolean => error instanceof Error && 'code' in error && error.code === 'ENOENT';

/** Objects as files in a folder, for one writer. */
export const folderObjects = (folder: string): ObjectStore => {
  const pathOf = (key: string): string => join(resolve(folder), checkKey(key));
  return {
    put: async (key, body) => {
      const path = pathOf(key);
      await mkdir(dirname(path), { recursive: true });
      // A file is written under another name first, so that nobody reads half of it. No key has a tilde.
      await writeFile(`${path}~`, body);
      await rename(`${path}~`, path);
    },
    get: async (key) => {
      try {
        return await readFile(pathOf(key));
      } catch (error) {
        if (isMissing(error)) return undefined;
        throw error;
      }
    },
    remove: (key) => rm(pathOf(key), { force: true }),
    uriOf: (key) => pathToFileURL(pathOf(key)).href,
  };
};
