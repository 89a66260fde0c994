import { describe, expect, test } from 'vitest';
import type { Person } from '#lib/core/insight/person.ts';
import { customerKey } from '#lib/core/profile/person.ts';
import { emptyState } from '#lib/core/profile/state.ts';
import { accumulate, type Pass } from '#lib/use-cases/insight/accumulate.ts';
import { studyTogether } from '#lib/use-cases/insight/report/study-together.ts';

const crowd: readonly Person[] = Array.from({ length: 1000 }, (_, index) => ({
  person: customerKey(`c${index}`),
  state: emptyState,
}));

/** Everybody, with how often they were read, and how many of them. */
const counted = () => {
  const reads = { passes: 0, people: 0 };
  const everybody: Pass<Person> = function* everybody() {
    reads.passes += 1;
    for (const person of crowd) {
      reads.people += 1;
      yield person;
    }
  };
  return { everybody, reads };
};

const ids = {
  empty: (): readonly string[] => [],
  add: (kept: readonly string[], { person }: Person) => [...kept, person],
  merge: (one: readonly string[], other: readonly string[]) => [...one, ...other],
  result: (kept: readonly string[]) => kept,
};

const all = crowd.map(({ person }) => person);

/** Reads everybody so often, one pass after another. */
const studyOf =
  (passes: number) =>
  async (everybody: Pass<Person>): Promise<readonly (readonly string[])[]> => {
    const read: (readonly string[])[] = [];
    while (read.length < passes) read.push(await accumulate(everybody, ids));
    return read;
  };

const firstOf = async (pass: Pass<Person>): Promise<string | undefined> => {
  for await (const { person } of pass()) return person;
  return undefined;
};

const failing = async (pass: Pass<Person>): Promise<void> => {
  for await (const { person } of pass()) if (person === 'C#c300') throw new Error('no more of this');
};

const closing: Pass<Person> = function* everybody() {
  yield crowd[0] as Person;
  throw new Error('the store is closed');
};

describe('studyTogether()', () => {
  test('reads everybody as often as the study with the most passes needs', async () => {
    const { everybody, reads } = counted();
    const found = await studyTogether(everybody, {
      one: studyOf(1),
      three: studyOf(3),
      none: studyOf(0),
      two: studyOf(2),
    });
    expect(found).toEqual({ one: [all], three: [all, all, all], none: [], two: [all, all] });
    expect(reads).toEqual({ passes: 3, people: 3000 });
  });

  test('waits for the slowest reader, so that no more than a block is held', async () => {
    const { everybody, reads } = counted();
    let furthest = 0;
    const slow = async (pass: Pass<Person>) => {
      let [seen, ahead] = [0, 0];
      for await (const { state } of pass()) {
        seen += state === emptyState ? 1 : 0;
        if (seen % 100 === 0) await new Promise((resolve) => setImmediate(resolve));
        ahead = Math.max(ahead, reads.people - seen);
      }
      furthest = ahead;
      return seen;
    };
    expect(await studyTogether(everybody, { slow, fast: studyOf(1) })).toEqual({ slow: 1000, fast: [all] });
    expect(furthest).toBeLessThan(600);
  });

  test('goes on without a reader who has seen enough', async () => {
    const { everybody } = counted();
    expect(await studyTogether(everybody, { first: firstOf, whole: studyOf(2) })).toEqual({
      first: 'C#c0',
      whole: [all, all],
    });
  });

  test('throws what a study throws, and reads no further for the others', async () => {
    const { everybody, reads } = counted();
    await expect(studyTogether(everybody, { long: studyOf(5), failing })).rejects.toThrow('no more of this');
    expect(reads.passes).toBe(1);
    expect(reads.people).toBeLessThan(1000);
  });

  test('throws where everybody cannot be read', async () => {
    await expect(studyTogether(closing, { one: studyOf(1), two: studyOf(2) })).rejects.toThrow('the store is closed');
  });
});
