import type { Person } from '#lib/core/insight/person.ts';
import type { Pass } from '../accumulate.ts';
import { Reader } from './reader.ts';

/** Studies of everybody by name, each of which makes passes of its own, one after another. */
type Studies<Results> = {
  readonly [Name in keyof Results]: (everybody: Pass<Person>) => Promise<Results[Name]>;
};

/** People handed over at once. */
const blockSize = 256;

const blocksOf = async function* blocksOf(pass: Pass<Person>): AsyncIterable<readonly Person[]> {
  let block: Person[] = [];
  for await (const person of pass()) {
    block.push(person);
    if (block.length < blockSize) continue;
    yield block;
    block = [];
  }
  if (block.length > 0) yield block;
};

/** The passes of studies under way. */
class SharedPasses {
  readonly #everybody: Pass<Person>;
  #underWay: number;
  #waiting: Reader[] = [];
  #failure: { readonly cause: unknown } | undefined;

  constructor(everybody: Pass<Person>, underWay: number) {
    this.#everybody = everybody;
    this.#underWay = underWay;
  }

  /** A pass of one study: it begins when no study is at work that could make one as well. */
  readonly pass: Pass<Person> = () => {
    const reader = new Reader();
    this.#waiting.push(reader);
    this.#begin();
    return reader.read();
  };

  /** A study has ended. */
  end(): void {
    this.#underWay -= 1;
    this.#begin();
  }

  /** A study has failed: the others need read no further. */
  fail(cause: unknown): void {
    this.#failure ??= { cause };
    this.end();
  }

  #begin(): void {
    if (this.#waiting.length < this.#underWay) return;
    const readers = this.#waiting;
    this.#waiting = [];
    void this.#handOut(readers);
  }

  async #handOut(readers: readonly Reader[]): Promise<void> {
    try {
      if (readers.length > 0) await this.#readFor(readers);
      for (const reader of readers) void reader.give(undefined);
    } catch (error) {
      for (const reader of readers) reader.fail(error);
    }
  }

  /** Goes on when the slowest reader does, so that no more than a block is held. */
  async #readFor(readers: readonly Reader[]): Promise<void> {
    for await (const block of blocksOf(this.#everybody)) {
      if (this.#failure !== undefined) throw this.#failure.cause;
      await Promise.all(readers.map((reader) => reader.give(block)));
    }
  }
}

/**
 * Makes several studies of everybody at once. Passes that are made at the same time are one: everybody is read as often as the
 * study with the most passes needs. A study must not wait for another.
 *
 * @throws what the first study to fail throws, when all have ended.
 */
export const studyTogether = async <Results extends object>(
  everybody: Pass<Person>,
  studies: Studies<Results>,
): Promise<Results> => {
  const names = Object.keys(studies) as (keyof Results)[];
  const shared = new SharedPasses(everybody, names.length);
  const study = async (name: keyof Results) => {
    try {
      const result = await studies[name](shared.pass);
      shared.end();
      return [name, result] as const;
    } catch (error) {
      shared.fail(error);
      throw error;
    }
  };
  const ended = await Promise.allSettled(names.map(study));
  const failed = ended.find((each) => each.status === 'rejected');
  if (failed) throw failed.reason;
  return Object.fromEntries(ended.flatMap((each) => (each.status === 'fulfilled' ? [each.value] : []))) as Results;
};
