import { describe, expect, test } from 'vitest';
import { agreeWithReplay, catalogue, evaluate, line, link, segment, turns } from './examples.ts';

const at = '2027-03-01T00:00:00Z';
const feedback = line('FeedbackGiven', { customerId: 'ann', kind: 'review' });

/** The topics of one text, of which each is a term by the name of what it is an example of. */
const topicsOf = (text: string, terms: Record<string, string>): unknown => {
  const topics = Object.fromEntries(Object.entries(terms).map(([name, term]) => [name, [term]]));
  const [profile] = evaluate({
    catalogue: { ...catalogue(), topics },
    lines: [feedback({ eventId: 'e1', at, text })],
  }).profiles;
  return Object(profile?.traits['feedback']).topics;
};

describe('a term of a topic', () => {
  test('stands in a text whatever the letter case and the accents', () => {
    const terms = { plain: 'nao recebi', written: 'NÃO RECEBI', decomposed: 'na\u0303o recebi', other: 'nao chegou' };
    expect(topicsOf('Comprei em maio e Não Recebi!', terms)).toEqual(['decomposed', 'plain', 'written']);
    expect(topicsOf('ο ΝΊΚΟΣ', { greek: 'νικος', end: 'ς' })).toEqual(['greek']);
    expect(topicsOf('ｗｅｌｌ done', { wide: 'Well' })).toEqual(['wide']);
  });

  test('stands there with no letter or digit beside it', () => {
    const terms = { late: 'late' };
    for (const text of ['late', 'late.', '(late)', 'late-ish', "late's", 'so_late', 'x late\n']) {
      expect([text, topicsOf(text, terms)]).toEqual([text, ['late']]);
    }
    for (const text of ['later', 'plate', 'late2', '4late', 'ünlate', 'lat e', 'late\u{1D7D8}', 'б\u043Blate']) {
      expect([text, topicsOf(text, terms)]).toEqual([text, undefined]);
    }
  });

  test('is found behind a place where it stands within a word', () => {
    expect(topicsOf('plate later late', { late: 'late' })).toEqual(['late']);
    expect(topicsOf('aab aa', { aa: 'aa' })).toEqual(['aa']);
  });

  test('stands as it is written, spaces and signs included', () => {
    const terms = { spaced: 'too  late', sign: 'c++', any: '.*', bracket: '(a|b)', smile: ':)' };
    expect(topicsOf('it is too late for c++ and (a|b) :)', terms)).toEqual(['bracket', 'sign', 'smile']);
    expect(topicsOf('too  late, .* c+', terms)).toEqual(['any', 'spaced']);
    expect(topicsOf('bad:) and c++11', terms)).toBeUndefined();
  });

  test('stands anywhere in scripts without spaces', () => {
    const chinese = { slow: '很慢', shipping: '配送', other: '很快' };
    expect(topicsOf('配送很慢', chinese)).toEqual(['shipping', 'slow']);
    expect(topicsOf('配達がとても遅い', { japanese: '遅い', kana: 'とても' })).toEqual(['japanese', 'kana']);
    const mixed = { chinese: '很慢', smile: ':)', word: 'abc' };
    expect(topicsOf('iPhone很慢abc: 7天:)', mixed)).toEqual(['chinese', 'smile', 'word']);
    expect(topicsOf('ส่งช้ามาก', { thai: 'ช้า' })).toEqual(['thai']);
    expect(topicsOf('我的iPhone坏了, 10天', { latin: 'iphone', digits: '10', part: 'phone' })).toEqual([
      'digits',
      'latin',
    ]);
  });
});

describe('topics of a catalogue', () => {
  const topics = { delivery: ['late', 'not arrived'], price: ['expensive'] };

  test('are given to texts whose producer sent none, each once a text', () => {
    const lines = [
      feedback({ eventId: 'e1', at, text: 'late, late, not arrived: expensive' }),
      feedback({ eventId: 'e2', at, text: 'late again', topics: [] }),
      feedback({ eventId: 'e3', at, text: 'expensive', topics: ['fit', 'fit'] }),
      feedback({ eventId: 'e4', at, score: 1 }),
      feedback({ eventId: 'e5', at, text: 'nothing to say' }),
    ];
    const [profile] = evaluate({ catalogue: { ...catalogue(), topics }, lines }).profiles;
    expect(profile?.traits['feedback']).toMatchObject({
      topics: ['delivery', 'fit', 'price'],
      topicCounts: [
        { value: 'delivery', count: 2 },
        { value: 'fit', count: 2 },
        { value: 'price', count: 1 },
      ],
    });
  });

  test('bring people into segments, and come with a link', () => {
    const when = { trait: 'feedback.topics', is: { contains: 'delivery' } };
    const lines = [
      feedback({ eventId: 'e1', at, text: 'good' }),
      feedback({ eventId: 'e2', at: '2027-03-02T00:00:00Z', text: 'Late!' }),
    ];
    expect(turns(when, { topics, lines, until: '2027-04-01T00:00:00Z' })).toEqual(['+ 2027-03-02T00:00:00.000Z']);
    const visitors = line('FeedbackGiven', { anonymousId: 'v1', kind: 'chat' });
    const linked = [
      visitors({ eventId: 'v', at, text: 'Not arrived' }),
      link({ eventId: 'l', at: '2027-03-03T00:00:00Z' }),
    ];
    const { profiles } = evaluate({ catalogue: { ...catalogue(segment('it', when)), topics }, lines: linked });
    expect(profiles.map(({ customerId, segments }) => [customerId, segments.map(({ key }) => key)])).toEqual([
      ['ann', ['it']],
    ]);
  });

  test('are not in the event: conditions over events see what the producer sent', () => {
    const sent = { performed: 'FeedbackGiven', where: { topics: { contains: 'delivery' } } };
    const lines = [
      feedback({ eventId: 'e1', at, text: 'late' }),
      feedback({ eventId: 'e2', at: '2027-03-02T00:00:00Z', topics: ['delivery'] }),
    ];
    expect(turns(sent, { topics, lines, until: '2027-04-01T00:00:00Z' })).toEqual(['+ 2027-03-02T00:00:00.000Z']);
  });
});

agreeWithReplay();
