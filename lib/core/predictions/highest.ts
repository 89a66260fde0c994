import type { Bracket } from './root.ts';

/** The share of an interval that golden-section search steps into. */
const golden = (3 - Math.sqrt(5)) / 2;

/** More steps than halving to the last digit would take. */
const mostSteps = 100;

/**
 * The search by Brent (1973): parabolas through the three highest points, and golden sections where these step too far. Its points
 * are plain numbers: a search is made for many an order, and objects of each step cost more than the steps.
 */
class Search {
  readonly #tolerance: number;
  #low: number;
  #high: number;
  #best: number;
  #height: number;
  #second = Number.NaN;
  #secondHeight = Number.NaN;
  #third = Number.NaN;
  #thirdHeight = Number.NaN;
  #step: number;
  #before: number;

  constructor({ from, to }: Bracket, heightAt: (at: number) => number, tolerance: number) {
    this.#tolerance = tolerance;
    this.#low = from;
    this.#high = to;
    this.#best = from + golden * (to - from);
    this.#height = heightAt(this.#best);
    this.#step = to - from;
    this.#before = this.#step;
  }

  get best(): number {
    return this.#best;
  }

  get isOver(): boolean {
    return this.#high - this.#low <= this.#tolerance || this.#before <= this.#tolerance;
  }

  /** The way to the turn of the parabola through the three points; NaN where it has none, or one too far away. */
  #parabola(): number {
    const left = this.#best - this.#second;
    const right = this.#best - this.#third;
    const fall = left * (this.#height - this.#thirdHeight);
    const other = right * (this.#height - this.#secondHeight);
    const way = (right * other - left * fall) / (2 * (fall - other));
    const turn = this.#best + way;
    return turn > this.#low && turn < this.#high && Math.abs(way) < this.#before / 2 ? way : Number.NaN;
  }

  /** Where to look next. */
  next(): number {
    const at = this.#best;
    const curved = this.#parabola();
    const longer = at - this.#low > this.#high - at ? this.#low - at : this.#high - at;
    this.#before = Math.abs(Number.isNaN(curved) ? longer : this.#step);
    this.#step = Number.isNaN(curved) ? golden * longer : curved;
    // Nearer than the tolerance, two heights tell nothing.
    return at + (Math.sign(this.#step) || 1) * Math.max(Math.abs(this.#step), this.#tolerance);
  }

  take(at: number, height: number): void {
    if (height >= this.#height) {
      this.#narrow(this.#best, at);
      this.#keep(this.#best, this.#height);
      this.#best = at;
      this.#height = height;
    } else {
      this.#narrow(at, this.#best);
      this.#keep(at, height);
    }
  }

  #narrow(outer: number, inner: number): void {
    if (outer < inner) this.#low = outer;
    else this.#high = outer;
  }

  /** Keeps a point below the best, where only one is higher. Nothing is lower than a point that is not there yet. */
  #keep(at: number, height: number): void {
    if (!(height < this.#secondHeight)) {
      this.#third = this.#second;
      this.#thirdHeight = this.#secondHeight;
      this.#second = at;
      this.#secondHeight = height;
    } else if (!(height < this.#thirdHeight)) {
      this.#third = at;
      this.#thirdHeight = height;
    }
  }
}

/** Where something that rises up to one turn and falls from then on is the highest, within a tolerance. */
export const highestIn = (heightAt: (at: number) => number, bracket: Bracket, tolerance: number): number => {
  const search = new Search(bracket, heightAt, tolerance);
  for (let step = 0; step < mostSteps && !search.isOver; step += 1) {
    const at = search.next();
    search.take(at, heightAt(at));
  }
  return search.best;
};
