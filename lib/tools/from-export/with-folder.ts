import { mkdir, rm } from 'node:fs/promises';

/**
 * Works in a folder, which is made where there is none, and goes again where the work fails.
 *
 * @param folder - the one above it is there.
 */
export const withFolder = async <Result>(folder: string, work: () => Promise<Result>): Promise<Result> => {
  const made = await mkdir(folder, { recursive: true });
  try {
    return await work();
  } catch (error) {
    if (made !== undefined) await rm(folder, { recursive: true, force: true });
    throw error;
  }
};
