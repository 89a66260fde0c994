import { lastInstant, type Instant } from '../time/instant.ts';
import type { Stretch } from './crossing.ts';
import { highestIn } from './highest.ts';
import type { MovingName, PredictedOrders } from './predicted-orders.ts';
import { rootIn, rootNear } from './root.ts';

/** Differences in ln(alpha + age) to which a turn and a level are looked for: a trait hardly moves near its turn. */
const turnTolerance = 1e-7;
const levelTolerance = 1e-11;

/** Far more than what two evaluations differ by. */
const rounding = 1e-9;

/** The first step beyond the last order in which a turn is looked for. */
const firstStep = 1 / 16;

/** A search for the first instant after another, and up to a third, at which something turns; Infinity where nothing does. */
interface TurnSearch {
  readonly after: (course: Course, after: Instant, until: Instant) => Instant;
}

/** Nothing turns after `from` and before `at`, or up to `to` where that is Infinity. */
interface Found {
  readonly search: TurnSearch;
  from: Instant;
  to: Instant;
  at: Instant;
}

/** How one trait of one person moves from the last order on. */
export class Course {
  readonly #orders: PredictedOrders;
  readonly #name: MovingName;
  readonly #found: Found[] = [];
  #top: Instant | undefined;

  constructor(orders: PredictedOrders, name: MovingName) {
    this.#orders = orders;
    this.#name = name;
  }

  /** From here on it rises up to one turn at most, and falls from then on. */
  get since(): Instant {
    return this.#orders.since;
  }

  valueAt(now: number): number {
    return this.#orders.valueAt(this.#name, now) as number;
  }

  /** About when it meets a level that it crosses once in a stretch; NaN where no time can be told. */
  timeAt(level: number, { from, to }: Stretch): number {
    if (!(level > 0 && level < Infinity)) return Number.NaN;
    const { axis } = this.#orders;
    const above = (at: number): number => Math.log(this.valueAt(axis.instantOfLog(at)) / level);
    const bracket = { from: axis.logAt(from), to: axis.logAt(to) };
    const near = this.#fallNear(level, from);
    const met = near === undefined ? Number.NaN : rootNear(above, { ...near, ...bracket }, levelTolerance);
    return axis.instantOfLog(Number.isNaN(met) ? rootIn(above, bracket, levelTolerance) : met);
  }

  /**
   * About where it falls to a level, and how steeply; undefined where it has to rise to it. Of somebody who is a customer still a trait
   * changes slowly: it falls as the probability of being one does, and a little faster.
   */
  #fallNear(level: number, from: Instant): { readonly at: number; readonly slope: number } | undefined {
    const value = this.valueAt(from);
    if (value < level) return undefined;
    const { axis, forecast } = this.#orders;
    const ofCustomer = value / forecast.alive(axis.ageAt(from));
    const age = forecast.ageOfAlive(level / ofCustomer);
    return { at: axis.logOf(age), slope: -1 - forecast.steepness(age) };
  }

  /** The instant of its one turn where that is within a stretch and the trait may reach a level in there; undefined otherwise. */
  topAbove(level: number, { from, to }: Stretch): Instant | undefined {
    if (!this.#orders.mayRise(this.#name)) return undefined;
    const most = this.#orders.valueAt(this.#name, from, to) as number;
    if (!(level <= most * (1 + rounding))) return undefined;
    this.#top ??= this.#findTop();
    return this.#top > from && this.#top < to ? this.#top : undefined;
  }

  /** The first turn of something, found once for as long as it is still to come. */
  firstTurn(search: TurnSearch, after: Instant, until: Instant): Instant {
    const known = this.#foundBy(search);
    if (known && after >= known.from && (known.at === Infinity ? until <= known.to : known.at > after)) return known.at;
    const at = search.after(this, after, until);
    if (!known) this.#found.push({ search, from: after, to: until, at });
    else {
      known.from = after;
      known.to = until;
      known.at = at;
    }
    return at;
  }

  #foundBy(search: TurnSearch): Found | undefined {
    for (const found of this.#found) if (found.search === search) return found;
    return undefined;
  }

  #findTop(): Instant {
    const { axis } = this.#orders;
    const heightAt = (at: number): number => this.valueAt(axis.instantOfLog(at));
    const from = axis.logAt(this.since);
    const last = axis.logAt(lastInstant);
    let step = firstStep;
    let [before, height] = [heightAt(from), heightAt(from + step)];
    while (height > before && from + step < last) {
      step *= 2;
      [before, height] = [height, heightAt(from + step)];
    }
    return Math.round(axis.instantOfLog(highestIn(heightAt, { from, to: from + step }, turnTolerance)));
  }
}
