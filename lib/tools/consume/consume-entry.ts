import type { PersonKey } from '#lib/core/profile/person.ts';
import type { BatchDeps } from './consume-batch.ts';
import type { PersonRun } from './person-run.ts';
import { readEntry } from './read-entry.ts';
import { dueAt, patience } from './waiting.ts';

export interface EntryDeps extends BatchDeps {
  /** Milliseconds since 1970. */
  readonly now: () => number;
  /** Does something after so many milliseconds. */
  readonly later: (ms: number, work: () => void) => void;
}

/** Takes entries one by one, in a process that lives on: what waits for a gap is looked at again by a timer. */
export class EntryConsumer {
  readonly #deps: EntryDeps;
  readonly #timed = new Set<PersonKey>();

  constructor(deps: EntryDeps) {
    this.#deps = deps;
  }

  /**
   * Resolves when an entry was handed over, was seen before, or is kept until those before it are there.
   *
   * @throws {EntryRefused} for an entry that is not a change; else what `handle`, `missing` or the state throws. The entry is to
   * be given again then.
   */
  async take(entry: unknown): Promise<void> {
    const { consumer, isWanted } = this.#deps;
    const arrival = readEntry(entry);
    if (!arrival || !isWanted(arrival)) return;
    const run = await consumer.take(arrival.person, [arrival]);
    this.#lookAgain(arrival.person, run);
    if (!run.isSettled(arrival) && !run.isKept(arrival)) throw run.failures.values().next().value;
    this.#report(run);
  }

  #lookAgain(person: PersonKey, { after: { waiting }, failures }: PersonRun): void {
    if (waiting.length === 0 || this.#timed.has(person)) return;
    this.#timed.add(person);
    const { now, later } = this.#deps;
    later(failures.size > 0 ? patience : Math.max(0, dueAt(waiting) - now()), () => {
      this.#timed.delete(person);
      void this.#look(person);
    });
  }

  async #look(person: PersonKey): Promise<void> {
    const { consumer, warn, later } = this.#deps;
    try {
      const run = await consumer.take(person, []);
      this.#lookAgain(person, run);
      this.#report(run);
    } catch (error) {
      warn(`Cannot keep what became of a person's changes, and tries again: ${String(error)}`);
      later(patience, () => void this.#look(person));
    }
  }

  #report({ failures }: PersonRun): void {
    for (const error of failures.values()) this.#deps.warn(`Cannot hand over a change that waits: ${String(error)}`);
  }
}
