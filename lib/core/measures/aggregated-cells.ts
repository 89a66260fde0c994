import { insertCell, type Cell, type CellKind, type JoinCells } from './cells.ts';
import type { Interval } from './interval.ts';
import { joinBeyond, rowLimit } from './join-oldest.ts';
import type { Aggregate, MeasureState } from './measure.ts';

// An aggregate over a lifetime looks at no clock.
const noClock = 0;

/**
 * Cells that each hold the state of an aggregate over a lifetime. Up to 256 cells of a window are kept apart, beyond that
 * those within 1/200 of it are joined.
 */
export const aggregatedCells = (
  lifetime: Aggregate<MeasureState>,
  { cell: width }: Interval,
): CellKind<MeasureState> => {
  const merge = (one: MeasureState, other: MeasureState): MeasureState => lifetime.merge(one, other, noClock);
  const joinExactly: JoinCells<MeasureState> = ([, older, mark], [key, newer, newerMark]) => {
    const either = mark ?? newerMark;
    return either === undefined ? [key, merge(older, newer)] : [key, merge(older, newer), either];
  };
  const join: JoinCells<MeasureState> = ([, older], [key, newer]) => [key, merge(older, newer), true];
  const cellOf = ([key]: Cell<MeasureState>): number => Math.floor(key / width);
  return {
    holding: (entry) => lifetime.add(undefined, entry, noClock),
    insert: (cells, cell) => joinBeyond(insertCell(cells, cell, joinExactly), { limit: rowLimit, cellOf, join }),
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
