import { open } from 'node:fs/promises';
import { namingFile } from '../files/naming-file.ts';

/**
 * A file of lines that is written from its beginning, many lines at a time. More lines can be added while earlier ones are
 * being written, so that a flush waits only for the flush before it.
 */
export interface LineFile {
  /** Adds a line without its line end; nothing is written yet. */
  readonly add: (line: string) => void;
  /** Starts to write the added lines once they are worth a write; with `all`, writes them and waits. */
  readonly flush: (all?: 'all') => Promise<void>;
  /** Writes what is left and closes the file. */
  readonly close: () => Promise<void>;
}

/** Characters worth a write of their own. */
const enough = 1 << 20;

/**
 * Makes the file, or empties it.
 *
 * @throws the file system's errors, naming the file.
 */
export const createLineFile = async (path: string): Promise<LineFile> => {
  const file = await open(path, 'w');
  let lines: string[] = [];
  let size = 0;
  let writing: Promise<void> = Promise.resolve();
  const write = async () => {
    const text = `${lines.join('\n')}\n`;
    lines = [];
    size = 0;
    const before = writing;
    writing = before.then(() => namingFile(path, () => file.writeFile(text)));
    // The next flush rethrows a failure; until then it must not end the process as an unhandled rejection.
    writing.catch(() => {});
    await before;
  };
  const flush = async (all?: 'all') => {
    if (lines.length > 0 && (all !== undefined || size >= enough)) await write();
    if (all !== undefined) await writing;
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
