import { existsSync } from 'node:fs';
import * as z from 'zod/mini';
import { printedValue } from '#events/printed-value.ts';
import { parseJson } from '../files/parse-json.ts';
import { readText } from '../files/read-text.ts';
import { writeWhole } from '../files/write-whole.ts';

/** How far a file of events was loaded. */
const placeForm = z.strictObject({
  /** The bus, as it was named. */
  bus: z.string(),
  /** The lines that are done with: on the bus, or left out. */
  lines: z.int(),
  /** The SHA-256 of these lines, by which another file is told. */
  sha256: z.string(),
  /** The lines of these that are on the bus. */
  put: z.int(),
  /** The size of the file of those that were left out. */
  leftOutBytes: z.int(),
  /** Whether the file had no more lines. */
  finished: z.boolean(),
});

export type Place = z.infer<typeof placeForm>;

/** The place of a load that has not begun. */
export const beginningOn = (bus: string): Place => ({
  bus,
  lines: 0,
  sha256: '',
  put: 0,
  leftOutBytes: 0,
  finished: false,
});

/** The file of the place, beside the events: one for each bus, by the last part of its name or ARN. */
export const placeFile = (events: string, bus: string): string => `${events}.load-${bus.split('/').at(-1)}.json`;

/** The file of the lines that were left out, as they came. */
export const leftOutFile = (events: string, bus: string): string =>
  `${events}.load-${bus.split('/').at(-1)}.left-out.jsonl`;

const parsed = (text: string): unknown => {
  try {
    return parseJson(text);
  } catch {
    return text;
  }
};

/**
 * The place that a file keeps; undefined where there is none.
 *
 * @throws {Error} naming the file, where it keeps something else.
 */
export const readPlace = async (path: string): Promise<Place | undefined> => {
  if (!existsSync(path)) return undefined;
  const text = await readText(path);
  const read = placeForm.safeParse(parsed(text));
  if (read.success) return read.data;
  throw new Error(`Cannot read ${path} as the place of a load: current value is ${printedValue(text)}`);
};

/** Keeps a place; whoever reads it meanwhile finds it or the one before, whole. */
export const keepPlace = (path: string, place: Place): Promise<void> =>
  writeWhole(path, `${JSON.stringify(place, undefined, 2)}\n`);
