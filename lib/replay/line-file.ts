import { open } from 'node:fs/promises';

/** A file of lines that is written from its beginning, many lines at a time. */
export interface LineFile {
  /** Takes a line without its end; nothing is written yet. */
  readonly add: (line: string) => void;
  /** Writes what was taken, if it is enough to be worth it or `all` of it is wanted. */
  readonly flush: (all?: 'all') => Promise<void>;
  /** Writes what is left and closes the file. */
  readonly close: () => Promise<void>;
}

/** Characters worth a write of their own. */
const enough = 1 << 20;

/**
 * Makes the file, or empties it.
 *
 * @throws the file system's errors as they are.
 */
export const createLineFile = async (path: string): Promise<LineFile> => {
  const file = await open(path, 'w');
  let lines: string[] = [];
  let size = 0;
  const flush = async (all?: 'all') => {
    if (lines.length === 0 || (all === undefined && size < enough)) return;
    const text = `${lines.join('\n')}\n`;
    lines = [];
    size = 0;
    await file.writeFile(text);
  };
  return {
    add: (line) => {
      lines.push(line);
      size += line.length;
    },
    flush,
    close: async () => {
      try {
        await flush('all');
      } finally {
        await file.close();
      }
    },
  };
};
