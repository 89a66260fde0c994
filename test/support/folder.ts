import { mkdtempSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { inject } from 'vitest';

declare module 'vitest' {
  interface ProvidedContext {
    /** The folder of this run of the tests, in which each test makes its own. */
    readonly scratch: string;
  }
}

/** Makes a folder that nobody else has, which is gone at the end of the run. */
export const newFolder = (): string => mkdtempSync(join(inject('scratch'), 'folder-'));

/** Runs `use` in a folder that nobody else has, which is gone afterwards. */
export const inNewFolder = async <Result>(use: (folder: string) => Promise<Result>): Promise<Result> => {
  const folder = newFolder();
  try {
    return await use(folder);
  } finally {
    rmSync(folder, { recursive: true });
  }
};
