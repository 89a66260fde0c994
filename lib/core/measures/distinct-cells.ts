import { cellOf, insertCell, type CellKind, type JoinCells } from './cells.ts';
import { digestOf, digestsOf, hasDigest, mergeDistinct, noDistinct, withoutDigest, type Distinct } from './distinct.ts';
import {
  countShared,
  countUnshared,
  cutBefore,
  sampled,
  smallerCut,
  type DistinctCell,
  type DistinctCells,
} from './distinct-sample.ts';
import { stepOf, type Interval } from './interval.ts';
import { joinBeyond } from './join-oldest.ts';

/** Up to this many positions are kept apart. */
const cellLimit = 2_000;

const mergeAll = (one: Distinct, other: Distinct): Distinct => mergeDistinct(one, other, Infinity);

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
    // What enters at once is kept at its last position alone.
    sliding: delay > 0 ? countShared : countUnshared,
  };
};
