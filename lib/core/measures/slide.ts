import type { Instant } from '../time/instant.ts';
import type { CellKind, Cells } from './cells.ts';
import type { Interval, Scale } from './interval.ts';
import { firstAfter } from './window.ts';

/** The cells that an interval holds as it moves on. */
export class Slide<Held> {
  readonly #cells: Cells<Held>;
  readonly #interval: Interval;
  readonly #read: (first: number, end: number) => unknown;
  #first = 0;
  #end = 0;

  constructor(cells: Cells<Held>, interval: Interval, { sliding }: CellKind<Held>) {
    this.#cells = cells;
    this.#interval = interval;
    this.#read = sliding(cells);
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

/**
 * Moves to an instant the slide that was moved last, where it is over the same cells and not past it: a search for the next
 * change of something that is worked out asks about one instant after another.
 */
export const remembering = <Held>(
  newSlide: (cells: Cells<Held>) => Slide<Held>,
  { positionOf }: Scale,
): ((cells: Cells<Held>, instant: Instant) => Slide<Held>) => {
  let latest: { readonly cells: Cells<Held>; readonly slide: Slide<Held>; position: number } | undefined;
  return (cells, instant) => {
    const position = positionOf(instant);
    if (latest?.cells !== cells || latest.position > position) latest = { cells, slide: newSlide(cells), position };
    latest.position = position;
    return latest.slide.moveTo(position);
  };
};
