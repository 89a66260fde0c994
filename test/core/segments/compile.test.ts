import { describe, expect, test } from 'vitest';
import {
  all,
  any,
  catalogue,
  inSegment,
  not,
  performed,
  segment,
  sum,
  trait,
} from '#lib/core/segments/builders/builders.ts';
import { compile } from '#lib/core/segments/compile/compile.ts';
import type { Segment } from '#lib/core/segments/language/language.ts';
import { consent, purchase, visit } from '../profile/events.ts';

const of = (...segments: readonly Segment[]) => compile(catalogue({ currency: 'GBP', segments }));
const a = (when: Parameters<typeof not>[0], key = 'a'): Segment => segment({ key, when });

const idOf = (when: Parameters<typeof not>[0], currency = 'GBP'): string =>
  [...compile({ currency, segments: [a(when)] }).measures.keys()].join();
/** The keys of those segments whose hashes differ. */
const changed = (one: readonly (readonly string[])[], other: readonly (readonly string[])[]) =>
  one.filter(([, hash], index) => hash !== other[index]?.[1]).map(([key]) => key);

const hashOf = (one: Segment): string => of(one).segments[0]?.definitionHash ?? '';

describe('compile()', () => {
  test('evaluates a segment after all that it refers to, and numbers it as it stands', () => {
    const { segments, positions } = of(
      a(all(inSegment('b'), inSegment('c')), 'a'),
      a(not(inSegment('c')), 'b'),
      a(performed('VisitMade'), 'c'),
    );
    expect(segments.map(({ key }) => key)).toEqual(['c', 'b', 'a']);
    expect(segments.map(({ index }) => index)).toEqual([2, 1, 0]);
    expect(positions.get('a')).toBe(2);
  });

  test('accepts many references to one segment', () => {
    const diamond = of(
      a(all(inSegment('b'), inSegment('c'))),
      a(inSegment('d'), 'b'),
      a(inSegment('d'), 'c'),
      a(all(), 'd'),
    );
    expect(diamond.segments.map(({ key }) => key)).toEqual(['d', 'b', 'c', 'a']);
  });

  test('shares a measure between conditions that compare the same with other numbers', () => {
    const within30 = performed('PurchaseMade').within('P30D');
    const { measures } = of(
      a(within30),
      a(not(within30.times({ gte: 5 })), 'b'),
      a(performed('PurchaseMade').within('P31D'), 'c'),
    );
    expect(measures.size).toBe(2);
  });

  test('names a measure anew where more of it must be kept, or amounts of another currency add up', () => {
    const often = performed('PurchaseMade').within('P30D');
    expect(idOf(often.times({ gte: 2 }))).toBe(idOf(often.times({ lt: 2 })));
    expect(idOf(often.times({ gte: 3 }))).not.toBe(idOf(often.times({ gte: 2 })));
    expect(idOf(sum('PurchaseMade', 'total').is({ gte: 1 }), 'EUR')).not.toBe(
      idOf(sum('PurchaseMade', 'total').is({ gte: 1 })),
    );
  });

  test('gives an event only the measures that it may match', () => {
    const { measuresOf } = of(
      a(performed('VisitMade').where({ action: { eq: 'cart' } })),
      a(performed('VisitMade').where({ action: { in: ['search', 'cart'] } }), 'b'),
      a(performed('VisitMade').where({ durationSeconds: { gte: 1 } }), 'c'),
      a(performed('PurchaseMade').where({ 'items.sku': { eq: 's1' } }), 'd'),
    );
    const count = (told: Parameters<typeof measuresOf>[0]): number => [...measuresOf(told)].length;
    const at = '2027-01-01T00:00:00Z';
    expect(count(visit({ at, action: 'cart' }).event)).toBe(3);
    expect(count(visit({ at, action: 'search' }).event)).toBe(2);
    expect(count(visit({ at }).event)).toBe(1);
    const item = { quantity: 1, unitPrice: 1 };
    expect(
      count(
        purchase({
          at,
          items: [
            { sku: 's0', ...item },
            { sku: 's1', ...item },
          ],
        }).event,
      ),
    ).toBe(1);
    expect(count(purchase({ at, items: [{ sku: 's0', ...item }] }).event)).toBe(0);
    expect(count(consent({ at }).event)).toBe(0);
  });

  test('hashes what decides membership, and nothing else of a segment', () => {
    const plain = a(trait('orders.count').is({ gte: 3, lt: 9 }));
    expect(hashOf(plain)).toMatch(/^[0-9a-f]{8}$/);
    expect(hashOf({ ...plain, key: 'b', name: 'Other', description: 'Words.' })).toBe(hashOf(plain));
    expect(hashOf({ key: 'a', when: { is: { lt: 9, gte: 3 }, trait: 'orders.count' } })).toBe(hashOf(plain));
    expect(hashOf(a(trait('orders.count').is({ gte: 4, lt: 9 })))).not.toBe(hashOf(plain));
    expect(hashOf({ ...plain, requires: { consent: 'marketing' } })).not.toBe(hashOf(plain));
  });

  test('hashes neither notes of the shop nor the name of a schema', () => {
    const when = { not: { performed: 'VisitMade' as const } };
    const noted = { 'x-who': 'Ada', not: { 'x-why': { said: 'so' }, performed: 'VisitMade' } };
    const plain = compile({ currency: 'GBP', segments: [{ key: 'a', when }] });
    const described = compile({
      $schema: 'catalogue.json',
      'x-note': 1,
      currency: 'GBP',
      segments: [{ key: 'a', 'x-note': 2, when: noted }],
    });
    expect(described.hash).toBe(plain.hash);
    expect(described.segments[0]?.definitionHash).toBe(plain.segments[0]?.definitionHash);
    expect([...described.measures.keys()]).toEqual([...plain.measures.keys()]);
  });

  test('hashes the topics of a catalogue where a segment uses them, and only there', () => {
    const when = { trait: 'feedback.topics', is: { contains: 'delivery' } };
    const source = {
      currency: 'GBP',
      traits: { ratio: { value: { plus: [1, { trait: 'feedback.topics' }] } } },
      segments: [
        { key: 'of-topics', when },
        { key: 'within', when: { not: { all: [when] } } },
        { key: 'through-a-trait', when: { trait: 'computed.ratio', is: { exists: true } } },
        { key: 'of-none', when: { performed: 'FeedbackGiven', where: { topics: { contains: 'delivery' } } } },
      ],
    };
    const hashes = (topics?: object) =>
      compile({ ...source, ...(topics && { topics }) }).segments.map(({ key, definitionHash }) => [
        key,
        definitionHash,
      ]);
    const [without, late, early] = [hashes(), hashes({ delivery: ['late'] }), hashes({ delivery: ['early'] })];
    expect(changed(without, late)).toEqual(['of-topics', 'within', 'through-a-trait']);
    expect(changed(late, early)).toEqual(['of-topics', 'within', 'through-a-trait']);
    expect(compile({ ...source, topics: { delivery: ['late'] } }).hash).not.toBe(compile(source).hash);
  });

  test('takes the key for a name where there is none', () => {
    expect(of(a(any())).segments[0]?.name).toBe('a');
  });
});
