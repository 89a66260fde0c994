import { isDeepStrictEqual } from 'node:util';
import { printedValue } from '#events/printed-value.ts';
import { publicIdOf, type PersonKey } from '#lib/core/profile/person.ts';
import type { RetryDeps } from '#lib/ports/backoff.ts';
import type { SaveResult } from '#lib/ports/store/customer-store.ts';
import { retryOnConflict } from '#lib/use-cases/update/retry-on-conflict.ts';
import { Lanes } from './lanes.ts';
import type { ConsumerOptions } from './options.ts';
import { PersonRun } from './person-run.ts';
import { nobody } from './person-state.ts';
import { changeIn, type Arrival } from './read-entry.ts';
import { isSnapshot, type CountedChange, type ErasedDetail } from './segment-change.ts';
import type { ConsumerState } from './state/consumer-state.ts';

/** What a consumer takes from outside. */
export interface ConsumerDeps extends RetryDeps {
  /** Milliseconds since 1970. */
  readonly now: () => number;
}

const nameOf = (change: CountedChange): string => `${change.sequence}${isSnapshot(change) ? ' of a snapshot' : ''}`;

/** Hands changes over, one person's one after the other. */
export class Consumer {
  readonly #options: ConsumerOptions;
  readonly #state: ConsumerState;
  readonly #deps: ConsumerDeps;
  readonly #lanes = new Lanes<PersonKey>();

  constructor(options: ConsumerOptions, state: ConsumerState, deps: ConsumerDeps) {
    this.#options = options;
    this.#state = state;
    this.#deps = deps;
  }

  /**
   * Takes what arrived of one person, and keeps how far it came. What `handle`, `forget` and `missing` throw is in the result.
   *
   * @throws what the state throws, and {ContentionError} where other processes kept the person first six times in a row.
   */
  take(person: PersonKey, arrivals: readonly Arrival[]): Promise<PersonRun> {
    return this.#lanes.follow(person, async () => {
      const runDeps = this.#runDeps(person);
      let run = new PersonRun(nobody, runDeps);
      const attempt = async (): Promise<SaveResult> => {
        const id = publicIdOf(person);
        const kept = await this.#state.get(id);
        const before = kept?.value ?? nobody;
        run = new PersonRun(before, runDeps);
        await run.take(arrivals);
        if (isDeepStrictEqual(run.after, before)) return 'saved';
        return (await this.#state.put(id, run.after, kept?.version)) === false ? 'conflict' : 'saved';
      };
      await retryOnConflict(person, attempt, this.#deps);
      return run;
    });
  }

  /** What was handed over by one attempt is not handed over by the next, which is made where another process kept the person first. */
  #runDeps(person: PersonKey) {
    const { handle, forget, missing, segments } = this.#options;
    const told = new Set<string>();
    let isForgotten = false;
    return {
      handle: async (change: CountedChange) => {
        if (told.has(nameOf(change))) return;
        await handle(change);
        told.add(nameOf(change));
      },
      forget:
        forget &&
        (async (erasure: ErasedDetail) => {
          if (!isForgotten) await forget(erasure);
          isForgotten = true;
        }),
      missing: async (after: number) =>
        missing ? this.#recorded(person, await missing(publicIdOf(person), after)) : [],
      isToldOfAll: segments === undefined,
      now: this.#deps.now(),
    };
  }

  #recorded(person: PersonKey, details: unknown): readonly CountedChange[] {
    if (!Array.isArray(details))
      throw new TypeError(
        `Cannot take what \`missing\` gave as a list of changes: current value is ${printedValue(details)}`,
      );
    return details.map((detail: unknown) => {
      const recorded = changeIn('what `missing` gave', detail);
      if (recorded.person === person) return recorded.change;
      throw new TypeError('Cannot take what `missing` gave as a change of the person asked for: it is of another one');
    });
  }
}
