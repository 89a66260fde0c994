import { createHash } from 'node:crypto';
import { describe, expect, test } from 'vitest';
import { segmentDigest } from '#lib/core/members/digest.ts';
import { memberShardOf, shardsIn, wholeSegment } from '#lib/core/members/shard.ts';
import type { PersonKey } from '#lib/core/profile/person.ts';

const sha = (text: string): Buffer => createHash('sha256').update(text).digest();

/** The digest as the contract words it, of ids such as `cust-42` and `~visitor-7`. */
const reckoned = (members: readonly (readonly [id: string, sequence: number])[]) =>
  Array.from({ length: 256 }, (_, shard) => {
    const own = members.filter(([id]) => sha(id)[0] === shard);
    const bytes = own.map(([id, sequence]) => sha(`${id}:${sequence}`).subarray(0, 8));
    const xor = Array.from({ length: 8 }, (__, at) => bytes.reduce((byte, each) => byte ^ (each[at] ?? 0), 0));
    return { shard, members: own.length, xor: Buffer.from(xor).toString('hex') };
  });

const people = Array.from({ length: 600 }, (_, index): [PersonKey, string, number] =>
  index % 3 === 0 ? [`A#v${index}`, `~v${index}`, index + 1] : [`C#c${index}`, `c${index}`, index + 1],
);

describe('segmentDigest()', () => {
  test('is what the contract says, in any order', () => {
    const digest = segmentDigest(wholeSegment);
    for (const [person, , sequence] of people.toReversed()) digest.add({ person, sequence });
    expect(digest.shards()).toEqual(reckoned(people.map(([, id, sequence]) => [id, sequence])));
  });

  test('of nobody has 256 shards of nothing', () => {
    const shards = segmentDigest(wholeSegment).shards();
    expect(shards).toHaveLength(256);
    expect(new Set(shards.map(({ members, xor }) => `${members} ${xor}`))).toEqual(new Set(['0 0000000000000000']));
  });

  test('leaves quiet members out', () => {
    const digest = segmentDigest(wholeSegment);
    digest.add({ person: 'C#ada', sequence: null });
    expect(digest.shards()).toEqual(segmentDigest(wholeSegment).shards());
  });

  test('of a part has the shards of that part alone', () => {
    const whole = reckoned(people.map(([, id, sequence]) => [id, sequence]));
    const parts = Array.from({ length: 3 }, (_, part) => {
      const digest = segmentDigest({ part, of: 3 });
      for (const [person, , sequence] of people) digest.add({ person, sequence });
      return digest.shards();
    });
    expect(parts.flat()).toEqual(whole);
  });
});

describe('shardsIn()', () => {
  test.each(Array.from({ length: 16 }, (_, index) => index + 1))('%i parts hold each shard once, in order', (of) => {
    const parts = Array.from({ length: of }, (_, part) => shardsIn({ part, of }));
    expect(parts.flat()).toEqual(Array.from({ length: 256 }, (_, shard) => shard));
    expect(
      Math.max(...parts.map(({ length }) => length)) - Math.min(...parts.map(({ length }) => length)),
    ).toBeLessThan(17);
  });

  test.each([
    [0, 0],
    [0, 17],
    [-1, 4],
    [4, 4],
    [0.5, 2],
    [0, 1.5],
  ])('refuses part %d of %d', (part, of) => {
    expect(() => shardsIn({ part, of })).toThrow(`current value is part ${part} of ${of}`);
  });
});

describe('memberShardOf()', () => {
  test('tells a visitor from a customer of the same id', () => {
    expect([memberShardOf('C#ada'), memberShardOf('A#ada')]).toEqual([sha('ada')[0], sha('~ada')[0]]);
  });
});
