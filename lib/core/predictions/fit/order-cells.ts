/** Customers with equal orders, in columns: a row is one x, t_x and T. Rows are sorted by x, then t_x, then T. */
export interface OrderCells {
  /** x: purchase days less one. */
  readonly repeats: Float64Array;
  /** t_x, in time units. */
  readonly recency: Float64Array;
  /** T, in time units. */
  readonly age: Float64Array;
  /** How many customers are alike. */
  readonly customers: Float64Array;
}

/** The orders of a customer as whole numbers: x, and t_x and T in days. */
export interface DayCell {
  readonly repeats: number;
  readonly recency: number;
  readonly age: number;
}

/** Each of the three stays below it, so that one number holds them all. */
const limit = 2 ** 17;

const packed = ({ repeats, recency, age }: DayCell): number => (repeats * limit + recency) * limit + age;

const unpacked = (key: number): DayCell => {
  const rest = Math.floor(key / limit);
  return { repeats: Math.floor(rest / limit), recency: rest % limit, age: key % limit };
};

/** Numbers cells in the order in which they first come. */
export class CellIds {
  readonly #ids = new Map<number, number>();
  readonly #keys: number[] = [];

  idOf(cell: DayCell): number {
    const key = packed(cell);
    const known = this.#ids.get(key);
    if (known !== undefined) return known;
    this.#ids.set(key, this.#keys.length);
    return this.#keys.push(key) - 1;
  }

  cellOf(id: number): DayCell {
    return unpacked(this.#keys[id] as number);
  }
}

const rounded = ({ repeats, recency, age }: DayCell, days: number): DayCell => ({
  repeats,
  recency: Math.round(recency / days) * days,
  age: Math.round(age / days) * days,
});

/** Counts customers by their orders. Memory grows with the cells, not with the customers. */
export class CellCounts {
  readonly #counts = new Map<number, number>();

  /** @throws {RangeError} for a history of more than 358 years. */
  add(cell: DayCell, customers: number = 1): void {
    if (cell.age >= limit)
      throw new RangeError(`Cannot count a history as days below ${limit}: current value is ${cell.age}`);
    const key = packed(cell);
    this.#counts.set(key, (this.#counts.get(key) ?? 0) + customers);
  }

  get size(): number {
    return this.#counts.size;
  }

  /** The cells in order. */
  *[Symbol.iterator](): Iterator<DayCell & { readonly customers: number }> {
    for (const key of this.#sortedKeys()) yield { ...unpacked(key), customers: this.#counts.get(key) ?? 0 };
  }

  /** The cells in units of some days. */
  inUnits(days: number): OrderCells {
    const keys = this.#sortedKeys();
    return {
      repeats: keys.map((key) => unpacked(key).repeats),
      recency: keys.map((key) => unpacked(key).recency / days),
      age: keys.map((key) => unpacked(key).age / days),
      customers: keys.map((key) => this.#counts.get(key) ?? 0),
    };
  }

  /** About the same customers, with times rounded to some days. */
  rounded(days: number): CellCounts {
    const counts = new CellCounts();
    for (const [key, customers] of this.#counts) counts.add(rounded(unpacked(key), days), customers);
    return counts;
  }

  #sortedKeys(): Float64Array {
    return Float64Array.from(this.#counts.keys()).sort();
  }
}

const daysInYear = 365;

/** Fewer cells of about the same customers: times are rounded to ever more days, until there are at most `most`, or for a year. */
export const coarserCells = (counts: CellCounts, most: number): CellCounts => {
  let coarser = counts;
  for (let days = 2; coarser.size > most && days < daysInYear; days *= 2) coarser = coarser.rounded(days);
  return coarser;
};
