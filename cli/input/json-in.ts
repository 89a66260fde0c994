import { parseJson } from '#lib/tools/files/parse-json.ts';
import { readText } from '#lib/tools/files/read-text.ts';

/**
 * Reads a file of JSON.
 *
 * @param purpose - what the file is read as, for the error.
 * @throws {Error} when it cannot be read or is not JSON.
 */
export const jsonIn = async (file: string, purpose: string): Promise<unknown> => {
  const text = await readText(file);
  try {
    return parseJson(text);
  } catch (cause) {
    const reason = cause instanceof Error ? cause.message : String(cause);
    throw new Error(`Cannot read ${file} as ${purpose}: it is no JSON (${reason})`, { cause });
  }
};
