import { describe, expect, test } from 'vitest';
import { compareOdds } from '#lib/core/insight/statistics/log-odds.ts';
import type { Said } from '#lib/core/insight/words/said.ts';
import { textSample } from '#lib/core/insight/words/sample-of-texts.ts';
import { suggestedTopics } from '#lib/core/insight/words/suggested-topics.ts';
import { tellingTerms, type TellingTerm } from '#lib/core/insight/words/telling-terms.ts';
import { vocabularyOf } from '#lib/core/insight/words/vocabulary.ts';
import { wordCounts } from '#lib/core/insight/words/word-counts.ts';
import { customerKey } from '#lib/core/profile/person.ts';

let people = 0;

/** So many people who each say the same. */
const crowd = (count: number, text: string, satisfaction: number): readonly Said[] =>
  Array.from({ length: count }, () => {
    people += 1;
    return { person: customerKey(`c${people}`), texts: [{ text, satisfaction }] };
  });

const told = (minimum: number, ...crowds: readonly (readonly Said[])[]): readonly TellingTerm[] => {
  const all = crowds.flat();
  const vocabulary = vocabularyOf(textSample.result(all.reduce(textSample.add, textSample.empty())), minimum);
  const counts = wordCounts(vocabulary);
  return tellingTerms(counts.result(all.reduce(counts.add, counts.empty())).moods, vocabulary, minimum);
};

const termsOf = (lines: readonly TellingTerm[]): readonly string[] => lines.map(({ term }) => term);

const others = [...crowd(100, 'it was there', 0), ...crowd(100, 'it was there', 1)];

/** Numbers from 0 to 1 that a seed decides (Park and Miller 1988). */
const numbersOf = (seed: number): (() => number) => {
  let state = seed;
  return () => {
    state = (state * 48_271) % 2_147_483_647;
    return state / 2_147_483_647;
  };
};

describe('compareOdds()', () => {
  test('is the difference in log-odds with a prior at the common rate, in standard errors', () => {
    // By hand: the rate is 0.1, so 10 and 90 are added to each.
    const { difference, z } = compareOdds({ having: 15, known: 100 }, { having: 5, known: 100 }, 100);
    expect(difference).toBeCloseTo(Math.log(25 / 175) - Math.log(15 / 185), 12);
    expect(z).toBeCloseTo(difference / Math.sqrt(1 / 25 + 1 / 175 + 1 / 15 + 1 / 185), 12);
    expect(compareOdds({ having: 5, known: 100 }, { having: 15, known: 100 }, 100).z).toBeCloseTo(-z, 12);
    expect(compareOdds({ having: 3, known: 3 }, { having: 9, known: 9 }, 100)).toEqual({ difference: 0, z: 0 });
  });
});

describe('tellingTerms()', () => {
  test('tells a term that the minimum of people used, with its shares', () => {
    const unhappy = crowd(20, 'smashed', 0);
    const happy = crowd(40, 'sturdy', 1);
    const lines = told(20, others, unhappy, happy);
    expect(lines.map(({ term, one, other, people: users }) => ({ term, one, other, users }))).toEqual([
      { term: 'sturdy', one: 0, other: 40 / 140, users: 40 },
      { term: 'smashed', one: 20 / 120, other: 0, users: 20 },
    ]);
    expect(lines.map(({ z }) => Math.sign(z))).toEqual([-1, 1]);
    expect(termsOf(told(21, others, unhappy, happy))).toEqual(['sturdy']);
  });

  test('says nothing where both say the same', () => {
    expect(told(5, others, crowd(50, 'parcel', 0), crowd(50, 'parcel', 1))).toEqual([]);
  });

  test('says next to nothing of texts that are told apart at random', () => {
    const draws = Array.from({ length: 10 }, (_unused, index) => {
      const next = numbersOf(index + 1);
      const word = (): string => `word${'abcdefghijklmnopqrstuvwxyz'[Math.floor(next() ** 2 * 26)]}`;
      return told(
        20,
        ...Array.from({ length: 1000 }, () => crowd(1, `${word()} ${word()} ${word()}`, next() < 0.5 ? 0 : 1)),
      );
    });
    expect(draws.flat().length).toBeLessThan(2);
  });

  test('takes the longer term where it says more, and no part of it beside it', () => {
    const lines = told(5, others, crowd(50, 'never arrived', 0), crowd(50, 'arrived', 1));
    expect(termsOf(lines)).toEqual(['never arrived']);
  });

  test('takes the shorter term where the longer one says no more', () => {
    const [alone, beside] = [crowd(40, 'smashed', 0), crowd(40, 'smashed parcel', 0)];
    expect(termsOf(told(5, others, alone, beside, crowd(40, 'parcel', 1)))).toEqual(['smashed']);
    expect(termsOf(told(5, others, crowd(40, 'before the sale', 0)))).toEqual(['sale']);
  });

  test('takes one of two that are pieces of one phrase', () => {
    expect(termsOf(told(5, others, crowd(40, 'parcel never arrived anywhere', 0)))).toEqual(['parcel never arrived']);
  });
});

describe('suggestedTopics()', () => {
  const lines = [
    { term: 'nao recebi', z: 9 },
    { term: 'antes do prazo', z: -8 },
    { term: 'receber', z: 7 },
    { term: 'entregue antes', z: -6 },
    { term: 'recebido', z: -5 },
    { term: 'ok', z: -4 },
  ];

  test('puts terms of one side that share a word under the strongest', () => {
    expect(suggestedTopics(lines)).toEqual({
      'nao recebi': ['nao recebi', 'receber'],
      'antes do prazo': ['antes do prazo', 'entregue antes'],
      recebido: ['recebido'],
      ok: ['ok'],
    });
  });

  test('leaves the topics of the catalogue as they are, and adds no more than there may be', () => {
    expect(suggestedTopics(lines.slice(4), { ok: ['fine'] })).toEqual({ ok: ['fine'], recebido: ['recebido'] });
    const known = Object.fromEntries(Array.from({ length: 99 }, (_, index) => [`t${index}`, ['x']]));
    expect(Object.keys(suggestedTopics(lines, known))).toEqual([...Object.keys(known), 'nao recebi']);
  });
});
