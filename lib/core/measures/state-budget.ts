import { fitsBytes } from './json-bytes.ts';
import type { Cell, Cells, JoinCells } from './cells.ts';

/** A measure that keeps values themselves has this many bytes of JSON for all of them, so that it fits a profile's item. */
export const stateBudget = 240_000;

/** Whether some cells fit the budget. */
export const isWithinBudget = (cells: Cells<unknown>): boolean => fitsBytes(cells, stateBudget);

/** Joins every two neighbours. */
export const joinPairs = <Held>(cells: Cells<Held>, join: JoinCells<Held>): Cells<Held> =>
  cells.flatMap((cell, place): Cells<Held> => {
    if (place % 2 === 1) return [];
    const newer: Cell<Held> | undefined = cells[place + 1];
    return [newer ? join(cell, newer) : cell];
  });
