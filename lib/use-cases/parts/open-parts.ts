/** A part of the store that a pass has not finished. */
export interface OpenPart {
  readonly index: number;
  /** Where to go on; if missing, at the beginning of the part. */
  readonly after?: string | undefined;
}

/** How far a slice of work at a part has come. */
interface PartResult {
  readonly index: number;
  /** Where to go on; undefined if the part is done, or if nothing was done. */
  readonly next?: string | undefined;
  readonly done: boolean;
}

/** All parts, at their beginnings. */
export const allParts = (parts: number): readonly OpenPart[] =>
  Array.from({ length: parts }, (_, index) => ({ index }));

/** The parts that are still open after a round. One that failed has no result, and goes on from where it was. */
export const openAfter = (open: readonly OpenPart[], results: readonly PartResult[]): readonly OpenPart[] => {
  const byPart = new Map(results.map((result) => [result.index, result]));
  return open.flatMap((part): OpenPart[] => {
    const result = byPart.get(part.index);
    if (result === undefined) return [part];
    return result.done ? [] : [{ index: part.index, after: result.next ?? part.after }];
  });
};

/** A part of so many rows takes a few minutes to read. */
const rowsInPart = 200_000;

/** The number of parts in which a store of so many rows is read. */
export const partsFor = (rows: number): number => Math.min(64, Math.max(4, Math.ceil(rows / rowsInPart)));
