import type { CatalogueFault } from './catalogue-error.ts';

/** A name at its place. */
export interface Reference {
  readonly key: string;
  readonly path: string;
  /** How many steps it is, such as the values that a reference stands in and itself; 1 by default. */
  readonly steps?: number;
}

/** A part of the catalogue that refers to others of its kind. */
export interface Referring {
  readonly key: string;
  readonly references: readonly Reference[];
}

/** References may lead on this far, one after the other: what follows them calls itself for each step. */
export const longestTrail = 1_000;

/** The rules of references. */
interface Rules {
  /** The rule for one that leads nowhere. */
  readonly unknown: (key: string) => string;
  /** What a step is called in messages. */
  readonly steps: string;
}

/** Follows references, and notes those that lead nowhere, in a circle or too far. */
export class Following {
  readonly faults: CatalogueFault[] = [];
  readonly #byKey: ReadonlyMap<string, Referring>;
  readonly #rules: Rules;
  readonly #lengths = new Map<Referring, number>();

  constructor(all: readonly Referring[], rules: Rules) {
    this.#byKey = new Map(all.map((one) => [one.key, one]));
    this.#rules = rules;
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
  follow({ key, path, steps = 1 }: Reference, round: readonly string[] = []): number {
    const referred = this.#byKey.get(key);
    const refuse = (expected: string, seen: string = key): number => {
      this.faults.push({ path, seen, expected });
      return 0;
    };
    if (!referred) return refuse(this.#rules.unknown(key));
    if (round.includes(key)) return refuse('no reference in a circle', [...round, key].join(' → '));
    const length = round.length > longestTrail ? Infinity : steps + this.lengthFrom(referred, round);
    return length > longestTrail ? refuse(`the end of at most ${longestTrail} ${this.#rules.steps} in a row`) : length;
  }
}
