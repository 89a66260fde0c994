import type { Cell, Cells, JoinCells } from './cells.ts';

/** A measure that keeps values themselves has this many bytes of JSON for all of them, so that it fits a profile's item. */
export const stateBudget = 240_000;

/** Bytes of a text in UTF-8 that are no more than this many for each of its code units. */
const mostBytes = 3;

const encoder = new TextEncoder();

/** The bytes of a value's JSON in UTF-8. */
export const jsonBytes = (value: unknown): number => encoder.encode(JSON.stringify(value)).length;

/** Whether some cells fit the budget. */
export const isWithinBudget = (cells: Cells<unknown>): boolean =>
  JSON.stringify(cells).length * mostBytes <= stateBudget || jsonBytes(cells) <= stateBudget;

/** Joins every two neighbours. */
export const joinPairs = <Held>(cells: Cells<Held>, join: JoinCells<Held>): Cells<Held> =>
  cells.flatMap((cell, place): Cells<Held> => {
    if (place % 2 === 1) return [];
    const newer: Cell<Held> | undefined = cells[place + 1];
    return [newer ? join(cell, newer) : cell];
  });
