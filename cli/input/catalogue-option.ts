import type { Catalogue } from '#lib/core/segments/compile/catalogue.ts';
import { compile } from '#lib/core/segments/compile/compile.ts';
import { parseJson } from '#lib/tools/files/parse-json.ts';
import { readText } from '#lib/tools/files/read-text.ts';
import { textOption } from '../command/options.ts';

/** The catalogue of a command that has no store to take it from. */
export const catalogueOption = {
  segments: textOption('FILE', 'The catalogue of segments, as JSON; by default the one that comes with Patron.'),
};

const jsonIn = async (file: string): Promise<unknown> => {
  const text = await readText(file);
  try {
    return parseJson(text);
  } catch (cause) {
    const reason = cause instanceof Error ? cause.message : String(cause);
    throw new Error(`Cannot read ${file} as a catalogue: it is no JSON (${reason})`, { cause });
  }
};

/**
 * Loads a catalogue from its file, or the one that comes with Patron.
 *
 * @throws {Error} when the file cannot be read or does not fit, with the path of the fault.
 */
export const loadCatalogue = async (file: string | undefined): Promise<Catalogue> => {
  if (file === undefined)
    return compile((await import('#lib/core/segments/default/default-catalogue.ts')).defaultCatalogue);
  const json = await jsonIn(file);
  try {
    return compile(json);
  } catch (cause) {
    const reason = cause instanceof Error ? cause.message : String(cause);
    throw new Error(`${file}: ${reason}`, { cause });
  }
};
