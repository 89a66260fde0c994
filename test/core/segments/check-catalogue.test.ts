import { describe, expect, test } from 'vitest';
import { catalogueFaults } from '#lib/core/segments/check/check-catalogue.ts';
import { CatalogueError } from '#lib/core/segments/check/catalogue-error.ts';
import { compile } from '#lib/core/segments/compile/compile.ts';

const withSegments = (...segments: readonly unknown[]) => ({ currency: 'GBP', segments });
const withCondition = (when: unknown) => withSegments({ key: 'a', when });

const expectedAt = (json: unknown): Record<string, string> =>
  Object.fromEntries(catalogueFaults(json).map(({ path, expected }) => [path, expected]));

/** A condition for each place where a duration stands. */
const timed = (length: string) => [
  { trait: 'orders.lastAt', is: { olderThan: length } },
  { performed: 'PurchaseMade', within: length },
  { performed: 'PurchaseMade', sum: 'total', within: length, is: { gte: 1 } },
  { performed: 'VisitMade', followedBy: { performed: 'PurchaseMade' }, within: length },
  { performed: 'VisitMade', notFollowedBy: { performed: 'PurchaseMade' }, for: length, within: length },
];

describe('catalogueFaults()', () => {
  test('reports every fault, segment after segment, and each place once', () => {
    const faults = catalogueFaults({
      currency: 'gbp',
      segments: [
        { key: 'a', when: { any: [{ segment: 'c' }, { trait: 'orders.counts', is: { gte: [] } }] }, publish: {} },
        { key: 'a', when: { performed: 'PurchaseMade', within: 'P1M', where: { total: { eq: null }, totals: {} } } },
        7,
        { key: 'b', name: '', when: { performed: 'VisitMade', notFollowedBy: { performed: 'Visit' }, within: 'P1D' } },
      ],
    });
    expect(faults.map(({ path }) => path)).toEqual([
      'currency',
      'segments.0.when.any.1.trait',
      'segments.0.when.any.1.is.gte',
      'segments.0.publish.traits',
      'segments.0.when.any.0.segment',
      'segments.1.when.where.total.eq',
      'segments.1.when.where.totals',
      'segments.1.when.within',
      'segments.1.key',
      'segments.2',
      'segments.3.name',
      'segments.3.when.notFollowedBy.performed',
      'segments.3.when.for',
    ]);
  });

  test('says nothing of a catalogue that fits', () => {
    expect(catalogueFaults(withCondition({ performed: 'PurchaseMade' }))).toEqual([]);
  });

  test('looks at fields and references also where other parts do not fit', () => {
    const when = { all: [{ segment: 'b' }, { performed: 'VisitMade', sum: 'duration', within: 'P1M', is: {} }] };
    expect(Object.keys(expectedAt({ ...withCondition(when), currency: 7 }))).toEqual([
      'currency',
      'segments.0.when.all.1.within',
      'segments.0.when.all.1.is',
      'segments.0.when.all.1.sum',
      'segments.0.when.all.0.segment',
    ]);
  });

  test.each<readonly [given: unknown, path: string, meant: string]>([
    [{ currency: 'GBP', segmets: [], segments: [] }, 'segmets', 'segments'],
    [withSegments({ key: 'a', when: { all: [] }, requries: {} }), 'segments.0.requries', 'requires'],
    [withCondition({ performd: 'VisitMade', performed: 'VisitMade' }), 'segments.0.when.performd', 'performed'],
    [withCondition({ performed: 'VisitMade', followdBy: {} }), 'segments.0.when.followdBy', 'followedBy'],
    [withCondition({ performed: 'VisitMad' }), 'segments.0.when.performed', 'VisitMade'],
    [withCondition({ trait: 'orders.cuont', is: { gte: 1 } }), 'segments.0.when.trait', 'orders.count'],
    [withCondition({ trait: 'orders.count', is: { get: 1 } }), 'segments.0.when.is.get', 'gt'],
    [withCondition({ performed: 'PurchaseMade', where: { totl: { eq: 1 } } }), 'segments.0.when.where.totl', 'total'],
    [
      withCondition({ performed: 'PurchaseMade', each: 'items', sum: 'quantty', is: { eq: 1 } }),
      'segments.0.when.sum',
      'quantity',
    ],
    [
      withSegments({ key: 'regulars', when: { all: [] } }, { key: 'a', when: { segment: 'regular' } }),
      'segments.1.when.segment',
      'regulars',
    ],
  ])('names what was most likely meant: %j', (json, path, meant) => {
    expect(expectedAt(json)[path]).toMatch(new RegExp(`\\(did you mean \`${meant}\`\\?\\)$`));
  });

  test('names nothing where nothing is near', () => {
    expect(expectedAt(withCondition({ trait: 'shoe-size', is: { eq: 1 } }))).toEqual({
      'segments.0.when.trait': 'a trait',
    });
  });

  test('leaves keys that begin with x- to the shop, in a catalogue, a segment and a condition', () => {
    const note = { 'x-note': { any: 'thing' } };
    const source = {
      ...note,
      $schema: 'catalogue.json',
      ...withSegments({ ...note, key: 'a', when: { ...note, not: { ...note, performed: 'VisitMade' } } }),
    };
    expect(catalogueFaults(source)).toEqual([]);
    expect(Object.keys(expectedAt({ ...source, rfm: note }))).toContain('rfm.x-note');
    expect(Object.keys(expectedAt(withCondition({ trait: 'orders.count', is: { eq: 1, ...note } })))).toEqual([
      'segments.0.when.is.x-note',
    ]);
  });

  test('takes topics by any name and of any terms that something is left of', () => {
    const many = Array.from({ length: 100 }, (_, index) => `term ${index}`);
    const topics = { 'Was fehlt?': ['c++', '很慢', ':('], ['t'.repeat(256)]: ['t'.repeat(256)], toString: many };
    expect(catalogueFaults({ ...withSegments(), topics })).toEqual([]);
    expect(catalogueFaults({ ...withSegments(), topics: {} })).toEqual([]);
    const named = Object.fromEntries(many.map((name) => [name, ['late']]));
    expect(catalogueFaults({ ...withSegments(), topics: named })).toEqual([]);
    expect(expectedAt({ ...withSegments(), topics: { ...named, 'one-more': ['late'] } })).toEqual({
      topics: 'an object of at most 100 topics',
    });
  });

  test('tells every fault of topics at its place', () => {
    const topics = {
      '': ['late'],
      'x-note': ['late'],
      ['t'.repeat(257)]: ['late'],
      none: [],
      text: 'late',
      many: Array.from({ length: 101 }, (_, index) => `term ${index}`),
      terms: ['late', '', 7, '\u0301\u0308', 't'.repeat(257)],
    };
    const name = 'a name of 1 to 256 characters that does not begin with x-';
    const term = 'a text of 1 to 256 characters, with other characters than accents';
    expect(expectedAt({ ...withSegments(), topics })).toEqual({
      'topics.': name,
      'topics.x-note': name,
      [`topics.${'t'.repeat(257)}`]: name,
      'topics.none': 'a list of 1 to 100 terms',
      'topics.text': 'a list of 1 to 100 terms',
      'topics.many': 'a list of 1 to 100 terms',
      'topics.terms.1': term,
      'topics.terms.2': term,
      'topics.terms.3': term,
      'topics.terms.4': term,
    });
    expect(expectedAt({ ...withSegments(), topics: ['late'] })).toEqual({
      topics: 'an object of lists of terms by the names of topics',
    });
    expect(expectedAt({ ...withSegments(), topic: {} })['topic']).toContain('did you mean `topics`?');
  });

  test('takes durations up to P36500D, wherever one stands', () => {
    expect(catalogueFaults(withCondition({ all: timed('P36500D') }))).toEqual([]);
    expect(expectedAt(withCondition({ all: timed('P36500DT1S') }))).toEqual({
      'segments.0.when.all.0.is.olderThan': 'a duration of at most P36500D',
      'segments.0.when.all.1.within': 'a duration of at most P36500D',
      'segments.0.when.all.2.within': 'a duration of at most P36500D',
      'segments.0.when.all.3.within': 'a duration of at most P36500D',
      'segments.0.when.all.4.for': 'a duration of at most P36500D',
      'segments.0.when.all.4.within': 'a duration of at most P36500D',
    });
    expect(Object.keys(expectedAt(withCondition({ performed: 'VisitMade', within: 'P99999999999999999D' })))).toEqual([
      'segments.0.when.within',
    ]);
  });

  test('refuses a number that JSON cannot hold', () => {
    const json: unknown = JSON.parse(
      '{"currency":"GBP","segments":[{"key":"a","when":{"trait":"orders.count","is":{"gte":1e999}}}]}',
    );
    expect(() => compile(json)).toThrow(
      'segments.0.when.is.gte must be a number or a string, current value is Infinity',
    );
  });

  test('refuses a key that copies of an object lack', () => {
    const json: unknown = JSON.parse(
      '{"currency":"GBP","segments":[{"key":"a","when":{"performed":"VisitMade","where":{"__proto__":{"eq":1}}}}]}',
    );
    expect(expectedAt(json)).toEqual({ 'segments.0.when.where.__proto__': 'absent' });
  });
});

describe('CatalogueError', () => {
  test('carries every fault, and names the first', () => {
    const json = { currency: 'gbp', segments: [{ key: 'A', when: { all: [] } }] };
    const refused = (): unknown => {
      try {
        return compile(json);
      } catch (error) {
        return error;
      }
    };
    expect(refused()).toBeInstanceOf(CatalogueError);
    expect(refused()).toMatchObject({
      message:
        'Cannot load the catalogue as segments: currency must be an ISO 4217 currency such as GBP, current value is "gbp"',
      faults: [{ path: 'currency' }, { path: 'segments.0.key' }],
    });
  });
});
