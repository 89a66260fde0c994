import { insertCell, joiningBy, type CellKind, type Cells } from './cells.ts';
import { stepOf, type Interval } from './interval.ts';
import { joinBeyond, rowLimit } from './join-oldest.ts';
import type { Aggregate, MeasureState } from './measure.ts';
import { isWithinBudget, joinPairs } from './state-budget.ts';

// An aggregate over a lifetime looks at no clock.
const noClock = 0;

type Merge = (older: MeasureState, newer: MeasureState) => MeasureState;

/**
 * Merges the cells of a range that slides on: of those up to some place the rests are kept, merged from each on, and the
 * others are merged as they come, so that each cell is merged three times however often the range moves (two stacks; Tangwongsan
 * and others, VLDB 2015).
 */
const slidingMerge = (merge: Merge, cells: Cells<MeasureState>) => {
  const both = (older: MeasureState | undefined, newer: MeasureState | undefined): MeasureState | undefined =>
    older === undefined || newer === undefined ? (older ?? newer) : merge(older, newer);
  const rests: (MeasureState | undefined)[] = [];
  let middle = 0;
  let read = 0;
  let newest: MeasureState | undefined;
  const restart = (first: number, end: number): void => {
    rests[end] = undefined;
    for (let place = end - 1; place >= first; place -= 1) rests[place] = both(cells[place]?.[1], rests[place + 1]);
    [middle, newest] = [end, undefined];
  };
  return (first: number, end: number): MeasureState | undefined => {
    for (; read < end; read += 1) newest = both(newest, cells[read]?.[1]);
    if (first > middle) restart(first, end);
    return both(rests[first], newest);
  };
};

/**
 * Cells that each hold the state of an aggregate over a lifetime. Up to 256 cells of a window are kept apart, beyond that
 * those within 1/200 of it are joined.
 */
export const aggregatedCells = (lifetime: Aggregate<MeasureState>, interval: Interval): CellKind<MeasureState> => {
  const merge: Merge = (older, newer) => lifetime.merge(older, newer, noClock);
  const join = joiningBy(merge);
  const joining = { limit: rowLimit, cellOf: stepOf(interval), join: join.nearly };
  return {
    holding: (entry) => lifetime.add(undefined, entry, noClock),
    insert: (cells, cell) => joinBeyond(insertCell(cells, cell, join.exactly), joining),
    sliding: (cells) => {
      const merged = slidingMerge(merge, cells);
      return (first, end) => lifetime.valueAt(merged(first, end), noClock);
    },
  };
};

/** The same of an aggregate whose states hold values, which may be long texts: too long ones are joined further. */
export const aggregatedValues = (lifetime: Aggregate<MeasureState>, interval: Interval): CellKind<MeasureState> => {
  const kind = aggregatedCells(lifetime, interval);
  const join = joiningBy((one: MeasureState, other: MeasureState) => lifetime.merge(one, other, noClock));
  const bounded = (cells: Cells<MeasureState>): Cells<MeasureState> =>
    cells.length < 2 || isWithinBudget(cells) ? cells : bounded(joinPairs(cells, join.nearly));
  return { ...kind, insert: (cells, cell, entered) => bounded(kind.insert(cells, cell, entered)) };
};
