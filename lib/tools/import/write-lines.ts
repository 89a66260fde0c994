import { createWriteStream } from 'node:fs';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { createGzip } from 'node:zlib';

const linesOf = function* (values: readonly unknown[]): Generator<string> {
  for (const value of values) yield `${JSON.stringify(value)}\n`;
};

/**
 * Writes one value a line as JSON: to a file, compressed where its name ends in `.gz`, or to standard output for `-`.
 *
 * @throws {Error} naming the file when it cannot be written.
 */
export const writeLines = async (out: string, values: readonly unknown[]): Promise<void> => {
  const lines = Readable.from(linesOf(values));
  try {
    if (out === '-') await pipeline(lines, process.stdout, { end: false });
    else await pipeline([lines, ...(out.endsWith('.gz') ? [createGzip()] : []), createWriteStream(out)]);
  } catch (error) {
    throw new Error(`Cannot write events to ${out}: ${error instanceof Error ? error.message : String(error)}`, {
      cause: error,
    });
  }
};
