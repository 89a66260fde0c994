import type { Instant } from '../time/instant.ts';
import type { CellKind, Cells } from './cells.ts';
import type { Interval, Scale } from './interval.ts';
import { opaque, type Aggregate, type Holds, type MeasureState } from './measure.ts';
import { firstAfter, rowsAfter } from './window.ts';

/** The cells that an interval holds as it moves on. */
class Slide<Held> {
  readonly #cells: Cells<Held>;
  readonly #interval: Interval;
  readonly #read: (first: number, end: number) => unknown;
  #first = 0;
  #end = 0;

  constructor(cells: Cells<Held>, interval: Interval, { valueOf, sliding }: CellKind<Held>) {
    this.#cells = cells;
    this.#interval = interval;
    this.#read = sliding?.(cells) ?? ((first, end) => valueOf(cells, first, end));
  }

  /** Moves to a position that is not below the one before. */
  moveTo(position: number): this {
    const { delay, length } = this.#interval;
    this.#first = firstAfter(this.#cells, position - length, this.#first);
    this.#end = firstAfter(this.#cells, position - delay, this.#end);
    return this;
  }

  get value(): unknown {
    return this.#read(this.#first, this.#end);
  }

  /** The next position at which a cell enters or leaves; Infinity where none does. */
  get nextPosition(): number {
    const { delay, length } = this.#interval;
    const [entering = Infinity] = this.#cells[this.#end] ?? [];
    const [leaving = Infinity] = this.#cells[this.#first] ?? [];
    return Math.min(entering + delay, leaving + length);
  }
}

const positionAt = ({ positionOf }: Scale, instant: Instant): number =>
  instant === Infinity ? Infinity : positionOf(instant);

const startAt = ({ startOf }: Scale, position: number): Instant =>
  position === Infinity ? Infinity : startOf(position);

/** An aggregate over the entries in an interval: exact at every instant, as cells enter and leave one by one. */
export const overInterval = <Held>(kind: CellKind<Held>, interval: Interval): Aggregate<MeasureState> => {
  const { scale, delay, length } = interval;
  const slideAt = (cells: Cells<Held>, instant: Instant): Slide<Held> =>
    new Slide(cells, interval, kind).moveTo(scale.positionOf(instant));
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
      const slide = slideAt(cells, after);
      const before = holds(slide.value);
      return firstFlip(slide, positionAt(scale, until), (value) => holds(value) !== before);
    },
    nextChange: (cells = [], after) => startAt(scale, slideAt(cells, after).nextPosition),
    isApproximate: (cells = [], now) =>
      rowsAfter(cells, scale.positionOf(now) - length).some((cell) => cell.length > 2),
  });
};
