/** Two segments with members in common. */
export interface Overlap {
  readonly segments: readonly [string, string];
  /** How many are in both. */
  readonly members: number;
  /** The share of the smaller of the two that is in the other as well. */
  readonly share: number;
}

/** Counts members of segments and of pairs of segments. It grows with the pairs that occur, not with the people. */
export class OverlapCounts {
  readonly #pairs = new Map<string, Map<string, number>>();
  readonly #sizes = new Map<string, number>();

  /** Counts one person. */
  add(segments: Iterable<string>): void {
    const keys = [...segments].sort();
    for (const [index, key] of keys.entries()) {
      this.#sizes.set(key, this.sizeOf(key) + 1);
      const pairs = this.#pairs.get(key) ?? new Map<string, number>();
      this.#pairs.set(key, pairs);
      for (const other of keys.slice(index + 1)) pairs.set(other, (pairs.get(other) ?? 0) + 1);
    }
  }

  sizeOf(key: string): number {
    return this.#sizes.get(key) ?? 0;
  }

  /** Most members first, then by key. */
  pairs(): readonly Overlap[] {
    const all = [...this.#pairs].flatMap(([one, others]) =>
      [...others].map(([other, members]): Overlap => ({
        segments: [one, other],
        members,
        share: members / Math.min(this.sizeOf(one), this.sizeOf(other)),
      })),
    );
    return all.sort(
      (one, other) => other.members - one.members || (one.segments.join() < other.segments.join() ? -1 : 1),
    );
  }
}
