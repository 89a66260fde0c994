import { describe, expect, test } from 'vitest';
import { writeKept, type Accumulator } from '#lib/core/insight/accumulator.ts';
import type { Said } from '#lib/core/insight/words/said.ts';
import { textSample } from '#lib/core/insight/words/sample-of-texts.ts';
import { vocabularyOf } from '#lib/core/insight/words/vocabulary.ts';
import { wordCounts } from '#lib/core/insight/words/word-counts.ts';
import { customerKey } from '#lib/core/profile/person.ts';

const words = ['late', 'parcel', 'broken', 'lovely', 'constructor', 'colour', 'refund'];

/** Somebody with one to three texts, of which each has its own score, if it has one. */
const somebody = (index: number): Said => ({
  person: customerKey(`c${index}`),
  texts: Array.from({ length: 1 + (index % 3) }, (_, text) => {
    const text0 = words[(index + text) % words.length];
    const text1 = words[(index * 3 + text) % words.length];
    const score = (index + text) % 6;
    return {
      text: `the ${text0} ${text1}${index % 5 === 0 ? '?' : '.'}`,
      ...(score < 5 && { satisfaction: score / 4 }),
    };
  }),
});

const everybody = Array.from({ length: 200 }, (_, index) => somebody(index));

const keptOf = <Kept>(of: Accumulator<Said, Kept, unknown>, people: readonly Said[]): Kept =>
  people.reduce((kept, said) => of.add(kept, said), of.empty());

const mergedOf = <Kept>(of: Accumulator<Said, Kept, unknown>, people: readonly Said[]): Kept =>
  [3, 1, 0, 2]
    .map((part) =>
      keptOf(
        of,
        people.filter((_, index) => index % 4 === part),
      ),
    )
    // As a part is read from where it was written.
    .map((kept) => JSON.parse(writeKept(kept)) as Kept)
    .reduce((one, other) => of.merge(one, other));

describe('an accumulator of texts', () => {
  const vocabulary = vocabularyOf(textSample.result(keptOf(textSample, everybody)), 5);

  test('keeps a sample that no order of people and no parts change, by the byte', () => {
    const whole = writeKept(keptOf(textSample, everybody));
    expect(writeKept(keptOf(textSample, everybody.toReversed()))).toBe(whole);
    expect(writeKept(mergedOf(textSample, everybody))).toBe(whole);
  });

  test('keeps counts that no order of people and no parts change, by the byte', () => {
    const counts = wordCounts(vocabulary);
    const whole = writeKept(keptOf(counts, everybody));
    expect(writeKept(keptOf(counts, everybody.toReversed()))).toBe(whole);
    expect(writeKept(mergedOf(counts, everybody))).toBe(whole);
    expect(JSON.parse(whole).moods.terms).toHaveProperty('constructor');
  });

  test('keeps of a person the first 2,000 characters, and of people the 10,000 with the smallest ranks', () => {
    const long = {
      person: customerKey('long'),
      texts: ['a', 'b', 'c'].map((letter) => ({ text: letter.repeat(900) })),
    };
    const [sampled] = textSample.result(keptOf(textSample, [long])).sample;
    expect(sampled?.texts.map((text) => text.length)).toEqual([900, 900, 200]);
    const crowd = Array.from({ length: 10_100 }, (_, index) => ({
      person: customerKey(`p${index}`),
      texts: [{ text: 'late' }],
    }));
    const { people, sample } = textSample.result(keptOf(textSample, crowd));
    const ranks = sample.map(({ rank }) => rank);
    expect({ people, kept: ranks.length }).toEqual({ people: 10_100, kept: 10_000 });
    expect(ranks).toEqual([...ranks].sort());
  });
});

const said = (customer: string, ...texts: readonly (readonly [text: string, satisfaction?: number])[]): Said => ({
  person: customerKey(customer),
  texts: texts.map(([text, satisfaction]) => ({ text, ...(satisfaction !== undefined && { satisfaction }) })),
});

describe('wordCounts()', () => {
  const people = [
    said('ann', ['late late parcel', 0], ['Late again', 0.25]),
    said('bob', ['lovely parcel', 0.75], ['LÁTE', 0.26]),
    said('cleo', ['lovely. When do I get the parcel? Where is the parcel?', 1], ['parcel lovely']),
    said('dan', ['…!', 0], ['late', 0.74]),
  ];

  test('counts each term once a text and once a person, by the mood of the text', () => {
    const counts = wordCounts(vocabularyOf(textSample.result(keptOf(textSample, people)), 5));
    const { moods, askings } = counts.result(keptOf(counts, people));
    expect(moods).toMatchObject({ texts: [2, 2], people: [1, 2] });
    expect(moods.terms['late']).toEqual([2, 0, 1]);
    expect(moods.terms['parcel']).toEqual([1, 2, 3]);
    expect(moods.terms['lovely']).toEqual([0, 2, 2]);
    expect(askings).toMatchObject({ texts: [1, 6], people: [1, 4] });
    expect(askings.terms['parcel']).toEqual([1, 3, 1]);
    expect(askings.terms['lovely']).toEqual([0, 2, 0]);
  });
});
