import type { Instant } from '#lib/core/time/instant.ts';
import type { PartLines } from './part-answers.ts';
import { routeOf, type PeopleGroups } from './routing.ts';

/** Numbers lines and reviews, shares lines out to the parts, and keeps the latest arrival. */
export class Sharing {
  readonly #people: PeopleGroups;
  readonly #parts: number;
  /** Lines and reviews numbered so far. */
  count = 0;
  /** The latest arrival so far; `-Infinity` before the first. */
  now: Instant = -Infinity;

  constructor(people: PeopleGroups, parts: number) {
    this.#people = people;
    this.#parts = parts;
  }

  /** The next number. */
  next(): number {
    this.count += 1;
    return this.count;
  }

  /** The lines for each part. */
  share(texts: readonly string[]): readonly PartLines[] {
    const shares = Array.from({ length: this.#parts }, () => ({
      kind: 'lines' as const,
      numbers: [] as number[],
      now: [] as Instant[],
      texts: [] as string[],
    }));
    for (const text of texts) {
      const { part, time } = routeOf(text, this.#people, this.#parts);
      if (time !== undefined && time > this.now) this.now = time;
      const share = shares[part];
      share?.numbers.push(this.next());
      share?.now.push(this.now);
      share?.texts.push(text);
    }
    return shares;
  }
}
