import { sortedPosition } from '../measures/sorted-position.ts';

/** Somebody of a sample, with the sides whose samples they may be in. Plain JSON. */
export interface Pooled<Value> {
  readonly rank: string;
  /** Each once, in order. */
  readonly sides: readonly number[];
  readonly value: Value;
}

/** Somebody in the pool, and how many samples they are in. */
interface Held<Value> extends Pooled<Value> {
  samples: number;
}

/** A side: how many people are on it, and the smallest ranks among them, in order. */
interface Side {
  people: number;
  readonly ranks: string[];
}

/** How many sides there are, and how many people of each are kept. */
export interface PoolSize {
  readonly sides: number;
  readonly most: number;
}

/**
 * Samples of many sides at once, such as of the members of every segment: of each those with the smallest ranks. Who is in several
 * samples is kept once. What is in the pool depends only on the set of people, not on their order or on the parts that were merged.
 */
export class SamplePool<Value> {
  readonly #size: PoolSize;
  readonly #sides: readonly Side[];
  readonly #held = new Map<string, Held<Value>>();

  constructor(size: PoolSize) {
    this.#size = size;
    this.#sides = Array.from({ length: size.sides }, () => ({ people: 0, ranks: [] }));
  }

  #sideAt(side: number): Side {
    return this.#sides[side] as Side;
  }

  /** The number of people on a side, in the sample or not. */
  peopleOn(side: number): number {
    return this.#sideAt(side).people;
  }

  /** The number of people in the pool. */
  get held(): number {
    return this.#held.size;
  }

  /** Counts people of other parts, whose samples are taken by `take`. */
  count(people: readonly number[]): void {
    for (const [side, more] of people.entries()) this.#sideAt(side).people += more;
  }

  /** The number of people on each side. */
  counts(): readonly number[] {
    return this.#sides.map(({ people }) => people);
  }

  /** Counts somebody, and keeps them where their rank is among the smallest of a side. */
  add(rank: string, sides: readonly number[], valueOf: () => Value): void {
    for (const side of sides) this.#sideAt(side).people += 1;
    if (sides.some((side) => this.#isAmong(rank, side))) this.take({ rank, sides, value: valueOf() });
  }

  #isAmong(rank: string, side: number): boolean {
    const { ranks } = this.#sideAt(side);
    return ranks.length < this.#size.most || rank < (ranks.at(-1) as string);
  }

  /** Keeps somebody who is counted already, where their rank is among the smallest of a side. */
  take({ rank, sides, value }: Pooled<Value>): void {
    const held: Held<Value> = { rank, sides, value, samples: 0 };
    for (const side of sides) if (this.#isAmong(rank, side)) this.#put(held, this.#sideAt(side));
    if (held.samples > 0) this.#held.set(rank, held);
  }

  #put(held: Held<Value>, { ranks }: Side): void {
    const place = sortedPosition(ranks.length, (position) => (ranks[position] as string) < held.rank);
    ranks.splice(place, 0, held.rank);
    held.samples += 1;
    if (ranks.length > this.#size.most) this.#drop(ranks.pop() as string);
  }

  #drop(rank: string): void {
    const held = this.#held.get(rank) as Held<Value>;
    held.samples -= 1;
    if (held.samples === 0) this.#held.delete(rank);
  }

  /** The people of a side with the smallest ranks, by rank. */
  sampleOf(side: number): readonly Pooled<Value>[] {
    return this.#sideAt(side).ranks.map((rank) => this.#held.get(rank) as Held<Value>);
  }

  /** Everybody in the pool, by rank, with all sides that they are on. */
  *[Symbol.iterator](): Iterator<Pooled<Value>> {
    for (const rank of [...this.#held.keys()].sort()) {
      const { sides, value } = this.#held.get(rank) as Held<Value>;
      yield { rank, sides, value };
    }
  }
}
