import { day } from '../time/duration.ts';
import { lastInstant, type Instant } from '../time/instant.ts';

/** The share of an interval that golden-section search keeps at each step. */
const golden = (Math.sqrt(5) - 1) / 2;

/** An end after which a value only falls, found by doubling. */
const beyondTop = (valueAt: (now: Instant) => number, from: Instant): Instant => {
  let step = day;
  while (from + 2 * step < lastInstant && valueAt(from + 2 * step) >= valueAt(from + step)) step *= 2;
  return Math.min(from + 2 * step, lastInstant);
};

/** The millisecond from an instant on at which a value that rises up to one turn and falls from then on is the highest: golden-section search (Kiefer 1953). */
export const highestFrom = (valueAt: (now: Instant) => number, from: Instant): Instant => {
  let low = from;
  let high = beyondTop(valueAt, from);
  let [one, other] = [high - golden * (high - low), low + golden * (high - low)];
  let [atOne, atOther] = [valueAt(one), valueAt(other)];
  while (high - low > 1) {
    if (atOne >= atOther) {
      [high, other, atOther] = [other, one, atOne];
      one = high - golden * (high - low);
      atOne = valueAt(one);
    } else {
      [low, one, atOne] = [one, other, atOther];
      other = low + golden * (high - low);
      atOther = valueAt(other);
    }
  }
  return Math.round((low + high) / 2);
};
