import { readFile } from 'node:fs/promises';
import { packLines, unpackLines } from '#lib/use-cases/insight/pass/kept-lines.ts';
import { writeWhole } from '../../files/write-whole.ts';
import type { PassedResults } from './insight-pass.ts';

/** What results are of. Plain JSON. */
export interface InsightHead {
  /** The hash of the catalogue. */
  readonly catalogue: string;
  /** The store as it was when the pass began: another text once anything was written. */
  readonly mark: string;
}

/** Rises when results are kept otherwise, or say something else. */
const version = 1;

interface Kept {
  readonly head: InsightHead;
  readonly results: PassedResults;
}

const linesOf = function* (head: InsightHead, results: PassedResults): Iterable<string> {
  yield JSON.stringify({ version, ...head });
  for (const [key, body] of results) yield JSON.stringify([key, Buffer.from(body).toString()]);
};

/** Keeps the results of a pass over everybody in a file. Results name nobody. */
export const writeInsight = (path: string, head: InsightHead, results: PassedResults): Promise<void> =>
  writeWhole(path, packLines(linesOf(head, results)));

const keptIn = (body: Uint8Array): Kept | undefined => {
  const [first = '{}', ...lines] = unpackLines(body);
  const { version: written, ...head } = JSON.parse(first) as InsightHead & { readonly version?: number };
  if (written !== version) return undefined;
  const results = lines.map((line) => JSON.parse(line) as readonly [string, string]);
  return { head, results: new Map(results.map(([key, text]) => [key, Buffer.from(text)])) };
};

/** What was kept in a file; undefined where there is none, or none that this version can read: then it is made anew. */
export const readInsight = async (path: string): Promise<Kept | undefined> => {
  try {
    return keptIn(await readFile(path));
  } catch {
    return undefined;
  }
};
