import type { Cell, Cells } from './cells.ts';
import { digestsBelow, digestsOf, keptDistinct, shareUpTo, type Distinct } from './distinct.ts';

/** Up to this many digests are kept, the same one at several positions included: 192 KB. */
const digestLimit = 24_000;

/** Beyond, only the smallest are kept, at first this many, so that not every further value cuts again. */
const sampleSize = 16_000;

export type DistinctCell = Cell<Distinct>;
export type DistinctCells = Cells<Distinct>;

/** A cell that keeps only some digests is marked with the first that it does not keep, one that was joined with `true`. */
export const cutBefore = ([, , mark]: DistinctCell): string | undefined =>
  typeof mark === 'string' ? mark : undefined;

export const smallerCut = (one: string | undefined, other: string | undefined): string | undefined =>
  one === undefined || (other !== undefined && other < one) ? other : one;

const cutOf = (cells: DistinctCells): string | undefined =>
  cells.reduce<string | undefined>((cut, cell) => smallerCut(cut, cutBefore(cell)), undefined);

/** Keeps a sample of the digests: those before the one with which the sample would be too large. */
export const sampled = (cells: DistinctCells): DistinctCells => {
  const total = cells.reduce((sum, [, held]) => sum + keptDistinct(held), 0);
  if (total <= digestLimit) return cells;
  const cut = cells.flatMap(([, held]) => digestsOf(held)).sort()[sampleSize] as string;
  return cells.map((cell): DistinctCell => [
    cell[0],
    digestsBelow(cell[1], cut),
    smallerCut(cutBefore(cell), cut) as string,
  ]);
};

const upTo = (held: Distinct, cut: string | undefined): Distinct =>
  cut === undefined ? held : digestsBelow(held, cut);

/** The number of different values that some digests stand for, of which those from a cut on are not kept. */
const estimated = (kept: number, cut: string | undefined): number =>
  cut === undefined ? kept : Math.round(kept / shareUpTo(cut));

/** Counts the digests in the cells between two places that only rise. */
class RunningSet {
  readonly #cells: DistinctCells;
  readonly #cut: string | undefined;
  readonly #times = new Map<string, number>();
  #first = 0;
  #end = 0;

  constructor(cells: DistinctCells) {
    this.#cells = cells;
    this.#cut = cutOf(cells);
  }

  count(first: number, end: number): number {
    for (; this.#end < end; this.#end += 1) this.#add(this.#end, 1);
    for (; this.#first < first; this.#first += 1) this.#add(this.#first, -1);
    return estimated(this.#times.size, this.#cut);
  }

  #add(place: number, change: 1 | -1): void {
    const [, held] = this.#cells[place] as DistinctCell;
    for (const digest of digestsOf(upTo(held, this.#cut))) {
      const times = (this.#times.get(digest) ?? 0) + change;
      if (times === 0) this.#times.delete(digest);
      else this.#times.set(digest, times);
    }
  }
}

/** Counts the different values between places that only rise. */
type Sliding = (first: number, end: number) => number;

/** Counts the different values of cells that may share some. */
export const countShared = (cells: DistinctCells): Sliding => {
  const running = new RunningSet(cells);
  return (first, end) => running.count(first, end);
};

/** Counts the different values of cells that share none. */
export const countUnshared = (cells: DistinctCells): Sliding => {
  const cut = cutOf(cells);
  const before: [number, ...number[]] = [0];
  for (const [, held] of cells) before.push((before.at(-1) as number) + keptDistinct(upTo(held, cut)));
  return (first, end) => estimated((before[end] as number) - (before[first] as number), cut);
};
