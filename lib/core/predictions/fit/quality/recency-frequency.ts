import type { DayCell } from '../order-cells.ts';

/** What people of a group did in a period. */
interface Group {
  customers: number;
  buyers: number;
  orders: number;
}

/** What was seen of a group, a customer. */
export interface GroupMean {
  /** Purchase days. */
  readonly expected: number;
  /** The share who ordered. */
  readonly probability: number;
}

/** The purchase days less one at which a group of frequency begins. */
const frequencies = [1, 2, 3, 5, 10];

/** The days since the last order at which a group of recency begins, as shares of the period. */
const recencies = [1 / 4, 1 / 2, 1, 2];

const reached = (limits: readonly number[], value: number): number => limits.filter((limit) => value >= limit).length;

/** Groups people by recency and frequency, as shops do without a model, and keeps what those of a group did next. */
export class RecencyFrequency {
  readonly #period: number;
  readonly #groups = new Map<number, Group>();
  readonly #all: Group = { customers: 0, buyers: 0, orders: 0 };

  /** @param period - in days. */
  constructor(period: number) {
    this.#period = period;
  }

  /** The number of people learnt from. */
  get customers(): number {
    return this.#all.customers;
  }

  #keyOf({ repeats, recency, age }: DayCell): number {
    return (
      reached(recencies, (age - recency) / this.#period) * (frequencies.length + 1) + reached(frequencies, repeats)
    );
  }

  /** Adds a person as known at the beginning of the period, with the purchase days in it. */
  add(cell: DayCell, orders: number): void {
    const key = this.#keyOf(cell);
    const group = this.#groups.get(key) ?? { customers: 0, buyers: 0, orders: 0 };
    this.#groups.set(key, group);
    for (const counted of [group, this.#all]) {
      counted.customers += 1;
      counted.buyers += Math.sign(orders);
      counted.orders += orders;
    }
  }

  /** The mean of the person's group; of everybody where nobody was in it. */
  meanOf(cell: DayCell): GroupMean {
    const { customers, buyers, orders } = this.#groups.get(this.#keyOf(cell)) ?? this.#all;
    return { expected: orders / customers, probability: buyers / customers };
  }
}
