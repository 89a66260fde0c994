import { describe, expect, test } from 'vitest';
import { languagesIn } from '#lib/core/insight/words/languages.ts';
import { termsOf } from '#lib/core/insight/words/terms.ts';
import { questionsIn, runsOf } from '#lib/core/insight/words/text-words.ts';
import { wordKinds } from '#lib/core/insight/words/word-kinds.ts';
import { topicsOfCatalogue } from '#lib/core/segments/compile/topics.ts';

const runs = (text: string): readonly string[] => runsOf(text).map(({ words }) => words.join('|'));

const terms = (text: string, ...languages: readonly string[]): readonly string[] => [
  ...termsOf(text, wordKinds(languages)).keys(),
];

describe('runsOf()', () => {
  test('joins words that one space or nothing stands between, folded', () => {
    expect(runs('Não recebi, até hoje! Nada')).toEqual(['nao|recebi', 'ate|hoje', 'nada']);
    expect(runs('two  spaces\nand a\u00A0line')).toEqual(['two', 'spaces', 'and|a|line']);
    expect(runs('prazo.Recomendo so_late 1.5')).toEqual(['prazo', 'recomendo|so', 'late|1.5']);
  });

  test('cuts scripts without spaces before marks are folded away', () => {
    expect(runs('没有收到货')).toEqual([expect.stringMatching(/^没有\|/)]);
    expect(runs('ส่งช้ามาก')).toEqual(['สง|ชา|มาก']);
  });
});

describe('termsOf()', () => {
  test('takes one to three words of which one tells, and none that begin or end with a short stop word', () => {
    expect(terms('the late parcel of a shop', 'en')).toEqual(['late', 'late parcel', 'parcel', 'shop']);
    expect(terms('parcel of shops', 'en')).toEqual(['parcel', 'parcel of shops', 'shops']);
  });

  test('keeps negations at the front, longer stop words, and leaves out numbers and single letters', () => {
    expect(terms('não recebi antes do prazo', 'pt')).toEqual([
      'nao recebi',
      'nao recebi antes',
      'recebi',
      'recebi antes',
      'antes do prazo',
      'prazo',
    ]);
    expect(terms('12 x 7', 'en')).toEqual([]);
    expect(terms('das Gerät geht nicht', 'de')).toEqual(['gerat', 'gerat geht', 'gerat geht nicht']);
  });

  test('stands in the text as a topic finds it', () => {
    const texts = [
      'Não recebi o produto!',
      '没有收到货，客服不回复',
      'สินค้ายังไม่ได้รับ ส่งช้ามาก',
      '商品がまだ届かない',
      '배송이 너무 늦어요',
      'Ο ΝΊΚΟΣ άργησε',
    ];
    for (const text of texts) {
      const found = terms(text, 'pt', 'zh', 'th', 'ja', 'ko', 'el');
      expect(found).not.toEqual([]);
      const topicsOf = topicsOfCatalogue({
        currency: 'EUR',
        segments: [],
        topics: Object.fromEntries(found.map((term) => [term, [term]])),
      });
      expect(topicsOf?.(text).toSorted()).toEqual([...found].toSorted());
    }
  });
});

test('questionsIn() takes what leads to a question mark', () => {
  expect(questionsIn('It is late. When will it come? Thanks')).toEqual([' When will it come']);
  expect(questionsIn('いつ届きますか？ 遅い。')).toEqual(['いつ届きますか']);
  expect(questionsIn('No question! None.')).toEqual([]);
});

const sampleOf = (...texts: readonly string[]) => ({
  people: texts.length,
  sample: texts.map((text, index) => ({ rank: String(index), texts: [text] })),
});

describe('languagesIn()', () => {
  test('tells languages by their stop words', () => {
    const sample = sampleOf('the parcel is with them', 'das Paket ist nicht da', 'o produto não chegou até agora');
    expect(languagesIn(sample)).toEqual(['de', 'en', 'pt'].map((code) => ({ code, people: 1 })));
  });

  test('leaves out what one in thirty writes, and texts that tell nothing', () => {
    const english = Array.from({ length: 30 }, () => 'they have the parcel');
    expect(languagesIn(sampleOf(...english, 'das Paket ist nicht da', 'xyzzy'))).toEqual([{ code: 'en', people: 30 }]);
  });
});
