import { existsSync } from 'node:fs';
import { mkdir, mkdtemp, open, rename, rm, stat } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { basename, dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

export const project = fileURLToPath(new URL('../../', import.meta.url));

/** Where imported and generated events are kept from one run to the next; git ignores it. */
const folder = join(project, '.cache', 'bench');

const isNewer = async (file: string, than: readonly string[]): Promise<boolean> => {
  if (!existsSync(file)) return false;
  const { mtimeMs } = await stat(file);
  const others = await Promise.all(than.map((other) => stat(other)));
  return others.every((other) => other.mtimeMs < mtimeMs);
};

/** A file or folder of the cache, made if it is missing or older than what it is made from; never seen half made. */
export const cached = async (
  name: string,
  from: readonly string[],
  make: (file: string) => Promise<unknown>,
): Promise<string> => {
  const file = join(folder, name);
  if (await isNewer(file, from)) return file;
  await mkdir(folder, { recursive: true });
  const unfinished = join(dirname(file), `${process.pid}-${basename(file)}`);
  try {
    await make(unfinished);
    await rename(unfinished, file);
  } finally {
    await rm(unfinished, { recursive: true, force: true });
  }
  return file;
};

const blockLength = 1 << 20;

/** Lines joined into texts of about a megabyte. */
const blocksOf = function* (
  lines: Iterable<string>,
): Generator<{ readonly text: string; readonly lines: number }, void> {
  let text = '';
  let count = 0;
  for (const line of lines) {
    text += `${line}\n`;
    count += 1;
    if (text.length < blockLength) continue;
    yield { text, lines: count };
    [text, count] = ['', 0];
  }
  yield { text, lines: count };
};

/** Writes a file of lines. Resolves to how many. */
export const writeLines = async (file: string, lines: Iterable<string>): Promise<number> => {
  const handle = await open(file, 'w');
  let written = 0;
  try {
    for (const block of blocksOf(lines)) {
      await handle.write(block.text);
      written += block.lines;
    }
  } finally {
    await handle.close();
  }
  return written;
};

/** Works in a folder outside the project that is gone afterwards. */
export const inFolder = async <Result>(work: (path: string) => Promise<Result>): Promise<Result> => {
  const path = await mkdtemp(join(tmpdir(), 'patron-bench-'));
  try {
    return await work(path);
  } finally {
    await rm(path, { recursive: true });
  }
};
