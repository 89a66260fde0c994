import { parseDuration } from '../time/duration.ts';
import type { Instant } from '../time/instant.ts';
import type { PredictionModel } from './prediction-model.ts';

const units = new Map<string, number>();

/** Read once: each person's predictions ask for it. */
const unitOf = (duration: string): number => {
  const known = units.get(duration);
  if (known !== undefined) return known;
  const unit = parseDuration(duration) as number;
  units.set(duration, unit);
  return unit;
};

/** Instants as a model sees them: as ages since the first order, and as ln(alpha + age), in which traits are nearly straight lines. */
export class TimeAxis {
  readonly #alpha: number;
  readonly #firstAt: Instant;
  /** A time unit of the model, in milliseconds. */
  readonly unit: number;

  constructor({ timeUnit, orders }: PredictionModel, firstAt: Instant) {
    this.#alpha = orders.alpha;
    this.#firstAt = firstAt;
    this.unit = unitOf(timeUnit);
  }

  ageAt(now: number): number {
    return (now - this.#firstAt) / this.unit;
  }

  instantAt(age: number): number {
    return this.#firstAt + age * this.unit;
  }

  logOf(age: number): number {
    return Math.log(this.#alpha + age);
  }

  logAt(now: number): number {
    return this.logOf(this.ageAt(now));
  }

  instantOfLog(log: number): number {
    return this.instantAt(Math.exp(log) - this.#alpha);
  }
}
