import { mergeSums, type ExactSum } from '../measures/exact-sum.ts';

/** A list of cells, all of them 0. */
export const zeros = (length: number): number[] => Array.from({ length }, () => 0);

/** Adds to a cell. */
export const addTo = (cells: number[], cell: number, count: number): void => {
  if (count !== 0) cells[cell] = (cells[cell] ?? 0) + count;
};

/** Adds to a cell that holds a sum. */
export const addSumTo = (sums: ExactSum[], cell: number, sum: ExactSum): void => {
  sums[cell] = mergeSums(sums[cell] ?? 0, sum);
};

/** Adds all cells of the second list to the first, which is returned. */
export const mergeCells = (one: number[], other: readonly number[]): number[] => {
  for (const [cell, count] of other.entries()) addTo(one, cell, count);
  return one;
};

/** The same of cells that hold sums. */
export const mergeSumCells = (one: ExactSum[], other: readonly ExactSum[]): ExactSum[] => {
  for (const [cell, sum] of other.entries()) addSumTo(one, cell, sum);
  return one;
};
