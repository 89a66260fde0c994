import type { CatalogueFault } from './catalogue-error.ts';

/** A name at its place. */
export interface Reference {
  readonly key: string;
  readonly path: string;
}

/** A part of the catalogue that refers to others of its kind. */
export interface Referring {
  readonly key: string;
  readonly references: readonly Reference[];
}

/** References may lead on this far, one after the other: what follows them calls itself for each. */
const longestTrail = 1_000;

/** Follows references, and notes those that lead nowhere, in a circle or too far. */
export class Following {
  readonly faults: CatalogueFault[] = [];
  readonly #byKey: ReadonlyMap<string, Referring>;
  readonly #unknown: (key: string) => string;
  readonly #lengths = new Map<Referring, number>();

  /** @param unknown - the rule for a reference that leads nowhere. */
  constructor(all: readonly Referring[], unknown: (key: string) => string) {
    this.#byKey = new Map(all.map((one) => [one.key, one]));
    this.#unknown = unknown;
  }

  /** The length of the longest trail of references that begins here. */
  lengthFrom(from: Referring, trail: readonly string[] = []): number {
    const known = this.#lengths.get(from);
    if (known !== undefined) return known;
    const round = [...trail, from.key];
    const length = Math.max(0, ...from.references.map((reference) => this.follow(reference, round)));
    this.#lengths.set(from, length);
    return length;
  }

  /** The length of the longest trail that begins with a reference. */
  follow({ key, path }: Reference, round: readonly string[] = []): number {
    const referred = this.#byKey.get(key);
    const refuse = (expected: string, seen: string = key): number => {
      this.faults.push({ path, seen, expected });
      return 0;
    };
    if (!referred) return refuse(this.#unknown(key));
    if (round.includes(key)) return refuse('no reference in a circle', [...round, key].join(' → '));
    const length = round.length > longestTrail ? Infinity : 1 + this.lengthFrom(referred, round);
    return length > longestTrail ? refuse(`the end of at most ${longestTrail} references in a row`) : length;
  }
}
