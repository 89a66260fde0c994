import { existsSync, statSync } from 'node:fs';
import { appendFile, truncate } from 'node:fs/promises';

/** The lines that are not put on the bus, kept as they came. */
export interface LeftOut {
  /** Takes a line; nothing is written yet. */
  readonly add: (text: string) => void;
  /** Writes the lines taken since. Resolves to the size of the file. */
  readonly keep: () => Promise<number>;
}

/**
 * Opens the file of the lines that are left out, as it was when a place was kept: what was written since comes again.
 *
 * @param bytes - the size that it had then; 0 at the beginning of a load.
 * @throws {Error} where there is one already at the beginning of a load.
 */
export const openLeftOut = async (path: string, bytes: number): Promise<LeftOut> => {
  const isThere = existsSync(path);
  if (isThere && bytes === 0 && statSync(path).size > 0)
    throw new Error(`Cannot leave lines out into ${path}: it has those of an earlier load; move it away`);
  if (isThere) await truncate(path, bytes);
  let [kept, lines] = [bytes, ''];
  return {
    add: (text) => {
      lines += `${text}\n`;
    },
    keep: async () => {
      if (lines === '') return kept;
      await appendFile(path, lines);
      kept += Buffer.byteLength(lines);
      lines = '';
      return kept;
    },
  };
};
