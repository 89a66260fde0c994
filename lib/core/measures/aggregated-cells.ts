import { insertCell, joiningBy, type Cell, type CellKind, type Cells } from './cells.ts';
import { stepOf, type Interval } from './interval.ts';
import { joinBeyond, rowLimit } from './join-oldest.ts';
import type { Aggregate, MeasureState } from './measure.ts';
import { isWithinBudget, joinPairs } from './state-budget.ts';

// An aggregate over a lifetime looks at no clock.
const noClock = 0;

/**
 * Cells that each hold the state of an aggregate over a lifetime. Up to 256 cells of a window are kept apart, beyond that
 * those within 1/200 of it are joined.
 */
export const aggregatedCells = (lifetime: Aggregate<MeasureState>, interval: Interval): CellKind<MeasureState> => {
  const merge = (one: MeasureState, other: MeasureState): MeasureState => lifetime.merge(one, other, noClock);
  const join = joiningBy(merge);
  const joining = { limit: rowLimit, cellOf: stepOf(interval), join: join.nearly };
  return {
    holding: (entry) => lifetime.add(undefined, entry, noClock),
    insert: (cells, cell) => joinBeyond(insertCell(cells, cell, join.exactly), joining),
    valueOf: (cells, first, end) => {
      let all: MeasureState | undefined;
      for (let place = first; place < end; place += 1) {
        const [, held] = cells[place] as Cell<MeasureState>;
        all = all === undefined ? held : merge(all, held);
      }
      return lifetime.valueAt(all, noClock);
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
