import { open } from 'node:fs/promises';

/**
 * A file of lines that is written from its beginning, many lines at a time. While some are on their way into the file
 * more can be taken, so that nobody waits for it but for what was flushed before.
 */
export interface LineFile {
  /** Takes a line without its end; nothing is written yet. */
  readonly add: (line: string) => void;
  /** Begins to write what was taken, if it is enough to be worth it; or writes `all` of it. */
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
  let writing: Promise<void> = Promise.resolve();
  const write = async () => {
    const text = `${lines.join('\n')}\n`;
    lines = [];
    size = 0;
    const before = writing;
    writing = before.then(() => file.writeFile(text));
    // Whoever awaits it next is told of a failure; until then it must not end the process.
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
