import type { Bracket } from './root.ts';

/** The share of an interval that golden-section search steps into. */
const golden = (3 - Math.sqrt(5)) / 2;

const mostPoints = 3;

/** More steps than halving to the last digit would take. */
const mostSteps = 100;

interface Point {
  readonly at: number;
  readonly height: number;
}

/** Where the parabola through three points, of which the first is the highest, has its turn; NaN where it has none. */
const turnOfParabola = (one: Point, two: Point, three: Point): number => {
  const [left, right] = [one.at - two.at, one.at - three.at];
  const [fall, other] = [left * (one.height - three.height), right * (one.height - two.height)];
  return one.at - (left * fall - right * other) / (2 * (fall - other));
};

/** The search by Brent (1973): parabolas through the three highest points, and golden sections where these step too far. */
class Search {
  readonly #tolerance: number;
  #low: number;
  #high: number;
  #points: readonly Point[];
  #step: number;
  #before: number;

  constructor({ from, to }: Bracket, first: Point, tolerance: number) {
    this.#tolerance = tolerance;
    [this.#low, this.#high] = [from, to];
    this.#points = [first];
    this.#step = to - from;
    this.#before = this.#step;
  }

  get best(): Point {
    return this.#points[0] as Point;
  }

  get isOver(): boolean {
    return this.#high - this.#low <= this.#tolerance || this.#before <= this.#tolerance;
  }

  #parabola(): number {
    const [one, two, three] = this.#points;
    if (!one || !two || !three) return Number.NaN;
    const turn = turnOfParabola(one, two, three);
    const isInside = turn > this.#low && turn < this.#high;
    return isInside && Math.abs(turn - one.at) < this.#before / 2 ? turn - one.at : Number.NaN;
  }

  /** Where to look next. */
  next(): number {
    const { at } = this.best;
    const curved = this.#parabola();
    const longer = at - this.#low > this.#high - at ? this.#low - at : this.#high - at;
    this.#before = Math.abs(Number.isNaN(curved) ? longer : this.#step);
    this.#step = Number.isNaN(curved) ? golden * longer : curved;
    // Nearer than the tolerance, two heights tell nothing.
    return at + (Math.sign(this.#step) || 1) * Math.max(Math.abs(this.#step), this.#tolerance);
  }

  take(point: Point): void {
    const { best } = this;
    const [inner, outer] = point.height >= best.height ? [point, best] : [best, point];
    if (outer.at < inner.at) this.#low = outer.at;
    else this.#high = outer.at;
    this.#points = [...this.#points, point].sort((one, other) => other.height - one.height).slice(0, mostPoints);
  }
}

/** Where something that rises up to one turn and falls from then on is the highest, within a tolerance. */
export const highestIn = (heightAt: (at: number) => number, bracket: Bracket, tolerance: number): number => {
  const pointAt = (at: number): Point => ({ at, height: heightAt(at) });
  const first = pointAt(bracket.from + golden * (bracket.to - bracket.from));
  const search = new Search(bracket, first, tolerance);
  for (let step = 0; step < mostSteps && !search.isOver; step += 1) search.take(pointAt(search.next()));
  return search.best.at;
};
