import { createHash } from 'node:crypto';
import { describe, expect, test } from 'vitest';
import { writeKept } from '#lib/core/insight/accumulator.ts';
import { halfOf, rankOf, type Person } from '#lib/core/insight/person.ts';
import { survey } from '#lib/core/insight/survey.ts';
import { customerKey, visitorKey } from '#lib/core/profile/person.ts';
import { emptyState } from '#lib/core/profile/state.ts';

const people = Array.from({ length: 5000 }, (_, index): Person => ({
  person: index % 10 === 0 ? visitorKey(`v${index}`) : customerKey(`c${index}`),
  state: { ...emptyState, clock: 1_000_000 + ((index * 7919) % 5000) },
}));

const kept = (some: readonly Person[]) => some.reduce((sum, person) => survey.add(sum, person), survey.empty());

const sha = (text: string): string => createHash('sha256').update(text).digest('hex');

describe('survey', () => {
  test('finds the latest clock, the number of people, and the 2,000 with the smallest SHA-256 of their id', () => {
    const { now, people: count, sample } = survey.result(kept(people));
    const ids = people.map(({ person }) => `${person.startsWith('A') ? '~' : ''}${person.slice(2)}`);
    expect({ now, count }).toEqual({ now: 1_004_999, count: 5000 });
    expect(sample.map(({ rank }) => rank)).toEqual(ids.map(sha).sort().slice(0, 2000));
  });

  test('is the same by the byte for four parts merged, and for any order of people', () => {
    const whole = writeKept(kept(people));
    const parts = [0, 1, 2, 3].map((part) => kept(people.filter((_, index) => index % 4 === part)));
    expect(writeKept(parts.reduceRight(survey.merge))).toBe(whole);
    expect(writeKept(kept(people.toReversed()))).toBe(whole);
  });

  test('holds nobody of an empty store', () => {
    expect(survey.result(survey.empty())).toEqual({ now: 0, people: 0, sample: [] });
  });
});

const inFirst = (ranks: readonly string[]) => ranks.filter((rank) => halfOf(rank) === 0).length / ranks.length;

test('halfOf() divides people, and the sample of them, evenly', () => {
  expect(inFirst(people.map(({ person }) => rankOf(person)))).toBeCloseTo(0.5, 1);
  expect(inFirst(survey.result(kept(people)).sample.map(({ rank }) => rank))).toBeCloseTo(0.5, 1);
});
