import { stat } from 'node:fs/promises';

const stateOf = async (path: string): Promise<string> => {
  try {
    const { size, mtimeMs } = await stat(path);
    // A reader makes an empty log beside the file.
    return size === 0 ? '' : `${size}/${mtimeMs}`;
  } catch {
    return '';
  }
};

/** A text that is another one once anything was written into the database in a file, or into a copy of it. */
export const fileMark = async (path: string): Promise<string> =>
  `${await stateOf(path)} ${await stateOf(`${path}-wal`)}`.trim();
