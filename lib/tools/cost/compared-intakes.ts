import { billOf, mostPlainly, plainly, type Bill, type BillOptions } from './bill.ts';
import type { BilledIntake, Load } from './work.ts';

/** The bills of the same load, by where its events wait. */
export interface ComparedIntakes {
  readonly bills: Readonly<Record<BilledIntake, Bill>>;
  /** By `plainly`. */
  readonly plain: Readonly<Record<BilledIntake, Bill>>;
  /** By `mostPlainly`. */
  readonly plainest: Readonly<Record<BilledIntake, Bill>>;
  /** The events a second from which on the stream costs less; Infinity where it never does. */
  readonly cheaperFrom: number;
}

const [lowest, highest] = [0.001, 1_000_000];

/** How much dearer the queue is than the stream, at a rate of the same events and a number of people that grows with them. */
const saved = (load: Load, options: BillOptions, eventsPerSecond: number): number => {
  const customers = Math.max(1, (load.customers / load.eventsPerSecond) * eventsPerSecond);
  const at = (intake: BilledIntake): number => billOf({ ...load, eventsPerSecond, customers, intake }, options).total;
  return at('fifo') - at('stream');
};

/** By bisection of the exponent: the stream has a price an hour, and the queue one for each event. */
const cheaperFrom = (load: Load, options: BillOptions): number => {
  if (saved(load, options, highest) <= 0) return Infinity;
  let [below, above] = [lowest, highest];
  while (above / below > 1 + 1e-6) {
    const middle = Math.sqrt(below * above);
    if (saved(load, options, middle) > 0) above = middle;
    else below = middle;
  }
  return above;
};

const bothOf = (load: Load, options: BillOptions): Readonly<Record<BilledIntake, Bill>> => ({
  fifo: billOf({ ...load, intake: 'fifo' }, options),
  stream: billOf({ ...load, intake: 'stream' }, options),
});

/** Bills a load for either way in which its events may wait, and finds out from which rate on the stream costs less. */
export const compareIntakes = (load: Load, options: BillOptions): ComparedIntakes => ({
  bills: bothOf(load, options),
  plain: bothOf(load, plainly(options)),
  plainest: bothOf(load, mostPlainly(options)),
  cheaperFrom: cheaperFrom(load, options),
});
