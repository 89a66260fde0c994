import { parseJson } from '#lib/tools/files/parse-json.ts';
import { readFileSync } from 'node:fs';

/**
 * Reads a file of JSON.
 *
 * @param purpose - what the file is read as, for the error.
 * @throws {Error} when it cannot be read or is not JSON.
 */
export const jsonIn = (file: string, purpose: string): unknown => {
  try {
    return parseJson(readFileSync(file, 'utf8'));
  } catch (cause) {
    const reason = cause instanceof Error ? cause.message : String(cause);
    throw new Error(`Cannot read ${file} as ${purpose}: it must be a file of JSON (${reason})`, { cause });
  }
};
