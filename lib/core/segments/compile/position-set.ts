/** Where a segment stands in the order of evaluation: after every segment that it refers to. */
export type Position = number;

const bits = 32;
const wordShift = 5;

const zeros: readonly number[] = [0, 0, 0, 0, 0, 0, 0, 0];

/** A copy of just the length: a list that grows takes room for 17 more. */
const emptyWords = (length: number): number[] =>
  length <= zeros.length ? zeros.slice(0, length) : Array.from({ length }, () => 0);

/** Positions of segments, each once and in order, as bits of whole words: a union takes a step for 32 segments. */
export class PositionSet implements Iterable<Position> {
  readonly #words: number[];

  /** @param size - the number of segments in the catalogue: positions lie below it. */
  constructor(size: number, positions?: Iterable<Position>) {
    this.#words = emptyWords(Math.max(1, Math.ceil(size / bits)));
    if (positions) for (const position of positions) this.add(position);
  }

  add(position: Position): void {
    const word = position >>> wordShift;
    this.#words[word] = (this.#words[word] as number) | (1 << (position % bits));
  }

  delete(position: Position): void {
    const word = position >>> wordShift;
    this.#words[word] = (this.#words[word] as number) & ~(1 << (position % bits));
  }

  has(position: Position): boolean {
    return ((this.#words[position >>> wordShift] as number) & (1 << (position % bits))) !== 0;
  }

  addAll(other: PositionSet): void {
    const words = other.#words;
    for (let word = 0; word < words.length; word += 1) {
      this.#words[word] = (this.#words[word] as number) | (words[word] as number);
    }
  }

  /** A new set of what is in either. */
  union(other: PositionSet): PositionSet {
    const both = new PositionSet(this.#words.length * bits);
    both.addAll(this);
    both.addAll(other);
    return both;
  }

  /** The lowest of them that is not below a position; undefined where none is left. */
  from(position: Position): Position | undefined {
    let word = position >>> wordShift;
    // In the first word, the bits below are left out.
    let left = ((this.#words[word] ?? 0) >>> (position % bits)) << (position % bits);
    while (left === 0) {
      word += 1;
      if (word >= this.#words.length) return undefined;
      left = this.#words[word] as number;
    }
    return word * bits + (bits - 1 - Math.clz32(left & -left));
  }

  /** All of them, ascending. */
  *[Symbol.iterator](): Iterator<Position> {
    for (let next = this.from(0); next !== undefined; next = this.from(next + 1)) yield next;
  }
}
