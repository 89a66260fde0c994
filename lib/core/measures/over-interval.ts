import type { Instant } from '../time/instant.ts';
import type { CellKind, Cells } from './cells.ts';
import type { Interval, Scale } from './interval.ts';
import { opaque, type Aggregate, type Holds, type MeasureState } from './measure.ts';
import { remembering, Slide } from './slide.ts';
import { rowsAfter } from './window.ts';

const positionAt = ({ positionOf }: Scale, instant: Instant): number =>
  instant === Infinity ? Infinity : positionOf(instant);

const startAt = ({ startOf }: Scale, position: number): Instant =>
  position === Infinity ? Infinity : startOf(position);

/** An aggregate over the entries in an interval: exact at every instant, as cells enter and leave one by one. */
export const overInterval = <Held>(kind: CellKind<Held>, interval: Interval): Aggregate<MeasureState> => {
  const { scale, delay, length } = interval;
  const newSlide = (cells: Cells<Held>): Slide<Held> => new Slide(cells, interval, kind);
  const slideAt = remembering(newSlide, scale);
  const firstFlip = (slide: Slide<Held>, last: number, flips: Holds): Instant => {
    for (let position = slide.nextPosition; position <= last && position < Infinity; position = slide.nextPosition) {
      if (!flips(slide.moveTo(position).value)) continue;
      const at = scale.startOf(position);
      // A period that the zone skipped begins with the next one, and is never the one that holds `now`.
      const reached = scale.positionOf(at);
      if (reached === position || flips(slide.moveTo(reached).value)) return at;
    }
    return Infinity;
  };
  const insertAll = (cells: Cells<Held>, others: Cells<Held>, entered: number): Cells<Held> =>
    others.reduce((merged, cell) => kind.insert(merged, cell, entered), cells);
  return opaque<Cells<Held>>({
    add: (cells = [], entry, clock) => {
      const position = scale.positionOf(clock);
      const key = scale.positionOf(entry.t);
      const live = rowsAfter(cells, position - length);
      return key <= position - length ? live : kind.insert(live, [key, kind.holding(entry)], position - delay);
    },
    // Cells that have left would count against the limit up to which the others are kept one by one.
    merge: (one, other, clock) => {
      const position = scale.positionOf(clock);
      const left = position - length;
      return insertAll(rowsAfter(one, left), rowsAfter(other, left), position - delay);
    },
    valueAt: (cells = [], now) => slideAt(cells, now).value,
    nextFlip: (cells = [], { after, until }, holds) => {
      const slide = newSlide(cells).moveTo(scale.positionOf(after));
      const before = holds(slide.value);
      return firstFlip(slide, positionAt(scale, until), (value) => holds(value) !== before);
    },
    nextChange: (cells = [], after) => startAt(scale, slideAt(cells, after).nextPosition),
    isApproximate: (cells = [], now) =>
      rowsAfter(cells, scale.positionOf(now) - length).some((cell) => cell.length > 2),
  });
};
