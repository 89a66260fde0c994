import { cellOf, insertCell, type Cell, type CellKind, type Cells, type JoinCells } from './cells.ts';
import {
  digestOf,
  digestsBelow,
  digestsOf,
  hasDigest,
  keptDistinct,
  mergeDistinct,
  noDistinct,
  shareUpTo,
  withoutDigest,
  type Distinct,
} from './distinct.ts';
import { stepOf, type Interval } from './interval.ts';
import { joinBeyond } from './join-oldest.ts';

/** Up to this many positions are kept apart. */
const cellLimit = 2_000;

/** Up to this many digests are kept, the same one at several positions included: 192 KB. */
const digestLimit = 24_000;

/** Beyond, only the smallest are kept, at first this many, so that not every further value cuts again. */
const sampleSize = 16_000;

type DistinctCell = Cell<Distinct>;
type DistinctCells = Cells<Distinct>;

const mergeAll = (one: Distinct, other: Distinct): Distinct => mergeDistinct(one, other, Infinity);

/** A cell that keeps only some digests is marked with the first that it does not keep, one that was joined with `true`. */
const cutBefore = ([, , mark]: DistinctCell): string | undefined => (typeof mark === 'string' ? mark : undefined);

const smallerCut = (one: string | undefined, other: string | undefined): string | undefined =>
  one === undefined || (other !== undefined && other < one) ? other : one;

const cutOf = (cells: DistinctCells): string | undefined =>
  cells.reduce<string | undefined>((cut, cell) => smallerCut(cut, cutBefore(cell)), undefined);

const joinExactly: JoinCells<Distinct> = (older, newer) => {
  const held = mergeAll(older[1], newer[1]);
  const mark = smallerCut(cutBefore(older), cutBefore(newer)) ?? older[2] ?? newer[2];
  return cellOf(newer[0], held, mark);
};

const join: JoinCells<Distinct> = (older, newer) => {
  const [key, held, mark = true] = joinExactly(older, newer);
  return [key, held, mark];
};

/** Notes that a cell does not keep every digest. */
const insertMark = (cells: DistinctCells, [key, , mark]: DistinctCell): DistinctCells =>
  mark === undefined ? cells : insertCell(cells, [key, noDistinct, mark], joinExactly);

const withoutAt = (cells: DistinctCells, keys: ReadonlySet<number>, digest: string): DistinctCells =>
  cells.flatMap((cell): DistinctCells => {
    const [key, held, mark] = cell;
    if (!keys.has(key)) return [cell];
    const rest = withoutDigest(held, digest);
    if (rest === noDistinct && typeof mark !== 'string') return [];
    return [cellOf(key, rest, mark)];
  });

/** Keeps a sample of the digests: those before the one with which the sample would be too large. */
const sampled = (cells: DistinctCells): DistinctCells => {
  const total = cells.reduce((sum, [, held]) => sum + keptDistinct(held), 0);
  if (total <= digestLimit) return cells;
  const cut = cells.flatMap(([, held]) => digestsOf(held)).sort()[sampleSize] as string;
  return cells.map((cell): DistinctCell => [
    cell[0],
    digestsBelow(cell[1], cut),
    smallerCut(cutBefore(cell), cut) as string,
  ]);
};

/** The number of different values that some digests stand for, of which those from a cut on are not kept. */
const estimated = (kept: number, cut: string | undefined): number =>
  cut === undefined ? kept : Math.round(kept / shareUpTo(cut));

/** Counts the digests in the cells between two places that only rise. */
class RunningSet {
  readonly #cells: DistinctCells;
  readonly #cut: string | undefined;
  readonly #times = new Map<string, number>();
  #first: number;
  #end: number;

  constructor(cells: DistinctCells, first: number = 0) {
    this.#cells = cells;
    this.#cut = cutOf(cells);
    this.#first = first;
    this.#end = first;
  }

  count(first: number, end: number): number {
    for (; this.#end < end; this.#end += 1) this.#add(this.#end, 1);
    for (; this.#first < first; this.#first += 1) this.#add(this.#first, -1);
    return estimated(this.#times.size, this.#cut);
  }

  #add(place: number, change: 1 | -1): void {
    const [, held] = this.#cells[place] as DistinctCell;
    for (const digest of digestsOf(this.#cut === undefined ? held : digestsBelow(held, this.#cut))) {
      const times = (this.#times.get(digest) ?? 0) + change;
      if (times === 0) this.#times.delete(digest);
      else this.#times.set(digest, times);
    }
  }
}

/**
 * The number of different values in an interval. Of a value only those positions are kept without which it would be missing
 * at some instant from now on.
 */
export const distinctCells = (interval: Interval): CellKind<Distinct> => {
  const { delay, length } = interval;
  const neededOf = (keys: readonly number[], entered: number): ReadonlySet<number> => {
    const needed: number[] = [];
    for (const [place, key] of keys.entries()) {
      const next = keys[place + 1] ?? Infinity;
      // What comes next is in already, or comes in before what came last is out.
      const isCovered = next <= entered || next - (needed.at(-1) ?? -Infinity) <= length - delay;
      if (!isCovered) needed.push(key);
    }
    return new Set(needed);
  };
  const insertDigest = (cells: DistinctCells, [key, digest]: DistinctCell, entered: number): DistinctCells => {
    const known = cells.filter(([, held]) => hasDigest(held, digest)).map(([at]) => at);
    if (known.length === 0) return insertCell(cells, [key, digest], joinExactly);
    if (known.includes(key)) return cells;
    const needed = neededOf(
      [...known, key].sort((one, other) => one - other),
      entered,
    );
    const left = withoutAt(cells, new Set(known.filter((at) => !needed.has(at))), digest);
    return needed.has(key) ? insertCell(left, [key, digest], joinExactly) : left;
  };
  return {
    holding: ({ value }) => digestOf(value),
    insert: (cells, cell, entered) => {
      const [key, digests] = cell;
      const all = digestsOf(digests).reduce(
        (merged, digest) => insertDigest(merged, [key, digest], entered),
        insertMark(cells, cell),
      );
      return sampled(joinBeyond(all, { limit: cellLimit, cellOf: stepOf(interval), join }));
    },
    valueOf: (cells, first, end) => new RunningSet(cells, first).count(first, end),
    sliding: (cells) => {
      const running = new RunningSet(cells);
      return (first, end) => running.count(first, end);
    },
  };
};
