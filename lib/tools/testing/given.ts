import { faultLine } from '#lib/core/segments/check/catalogue-error.ts';
import { compile } from '#lib/core/segments/compile/compile.ts';
import type { CatalogueSource } from '#lib/core/segments/language/language.ts';
import { formatInstant, type Instant } from '#lib/core/time/instant.ts';
import { EventRefused } from '../emit/event-refused.ts';
import type { Expectation } from '../stories/expectation.ts';
import { failureOf } from '../stories/judge.ts';
import { People } from '../stories/people.ts';
import { whomOf } from '../stories/persons.ts';
import { segmentFault } from '../stories/story-faults.ts';
import { takeLines } from '../stories/take-lines.ts';
import { ExpectationFailed } from './expectation-failed.ts';
import { readDuration } from './read-duration.ts';

/** A line as `replay` takes it, as an object or as its JSON; `time` is when the event arrives. */
export type Line =
  | string
  | {
      readonly time?: string;
      readonly source?: string;
      readonly 'detail-type': string;
      readonly detail: object;
    };

/** People of whom something is given, at an instant. */
class GivenPeople {
  readonly #people: People;
  #now: Instant;

  constructor(people: People) {
    this.#people = people;
    this.#now = people.now;
  }

  /** The present instant: that of the last line, and then as far as time was let pass. */
  get now(): string {
    return formatInstant(this.#now);
  }

  /**
   * Lets time pass.
   *
   * @param duration - ISO 8601 of fixed length, such as `P60D`.
   * @throws {RangeError} for another text.
   */
  advance(duration: string): this {
    this.#now += readDuration(duration);
    return this;
  }

  /**
   * Checks what is expected at the present instant, with what is due then.
   *
   * @throws {ExpectationFailed} for the first thing that is not so, with why it is not.
   */
  readonly expect = (...expectations: readonly Expectation[]): this => {
    this.#people.advance(this.#now);
    for (const expectation of expectations) {
      const failure = this.#failureOf(expectation);
      if (failure !== undefined) throw new ExpectationFailed(failure, this.expect);
    }
    return this;
  };

  #failureOf({ kind, segment, id }: Expectation): string | undefined {
    const people = this.#people;
    const unknown = segmentFault(people.catalogue, segment);
    if (unknown) return faultLine({ path: kind, ...unknown });
    const whom = whomOf(people, id, this.#now);
    return whom.kind === 'fault'
      ? faultLine({ path: 'id', seen: whom.seen, expected: whom.expected })
      : failureOf(people, { kind, segment, person: whom.person, at: this.#now });
  }
}

export type { GivenPeople };

/**
 * People of a catalogue alone, without a store or a bus: takes lines as a replay does, each at its own `time`, so that time begins
 * at the first and stands at the last. Everything happens at once.
 *
 * @throws {CatalogueError} where the catalogue does not fit.
 * @throws {EventRefused} for a line that is refused, with the field and the rule.
 * @throws {RangeError} without a line.
 */
export const given = (catalogue: CatalogueSource, ...lines: readonly Line[]): GivenPeople => {
  const people = new People(compile(catalogue));
  if (lines.length === 0) throw new RangeError('Cannot begin time at the first line: current value is no line');
  const [refused] = takeLines(people, lines);
  if (refused === undefined) return new GivenPeople(people);
  const { index, refusal } = refused;
  throw new EventRefused({ ...refusal, message: `Line ${index + 1} of ${lines.length}: ${refusal.message}` });
};
