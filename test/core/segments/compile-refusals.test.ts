import { describe, expect, test } from 'vitest';
import { CatalogueError } from '#lib/core/segments/check/catalogue-error.ts';
import { catalogueFaults } from '#lib/core/segments/check/check-catalogue.ts';
import { emptyState } from '#lib/core/profile/state.ts';
import { compile } from '#lib/core/segments/compile/compile.ts';
import { fits, refusedCatalogues, withCondition, withSegments } from './refused-catalogues.ts';

const refusalOf = (json: unknown): CatalogueError => {
  try {
    compile(json);
  } catch (error) {
    if (error instanceof CatalogueError) return error;
    throw error;
  }
  throw new TypeError('Cannot find the fault of a catalogue: current value is one that fits');
};

describe('compile()', () => {
  test.each(refusedCatalogues)(
    'refuses $fault with its path, what was seen and what was expected',
    ({ json, path, seen, expected }) => {
      const { faults, message } = refusalOf(json);
      expect(faults).toEqual([{ path, seen, expected: expect.stringContaining(expected) }]);
      expect(message).toContain(`${path || 'it'} must be ${faults[0].expected}, current value is `);
    },
  );

  test('cuts what was seen in a message, and says nothing where there was nothing', () => {
    expect(refusalOf({ currency: 'x'.repeat(1_000), segments: [] }).message.length).toBeLessThan(250);
    expect(refusalOf({ segments: [] }).message).toMatch(/current value is nothing$/);
  });

  test('shows a value that is nested too deep for JSON', () => {
    const currency: unknown = JSON.parse(`${'['.repeat(100_000)}${']'.repeat(100_000)}`);
    expect(refusalOf({ currency, segments: [] }).message).toMatch(/current value is \[\[\[\[…\]\]\]\]$/);
  });
});

const visit = (where: unknown) => ({ performed: 'VisitMade', where });

/** Something within `levels` of its kind. */
const deep = (levels: number, wrap: (inner: unknown) => unknown, innermost: unknown): unknown => {
  let part = innermost;
  for (let level = 0; level < levels; level += 1) part = wrap(part);
  return part;
};

describe('compile() of conditions that are nested', () => {
  test.each([
    ['not', 'not', (inner: unknown) => ({ not: inner })],
    ['all', 'all.0', (inner: unknown) => ({ all: [inner] })],
    ['any', 'any.0', (inner: unknown) => ({ any: [inner] })],
  ])('takes 100 of %s, and refuses one more with its path', (_form, step, wrap) => {
    expect(compile(withCondition(deep(99, wrap, fits))).segments).toHaveLength(1);
    for (const levels of [100, 3_000]) {
      const { path, expected } = refusalOf(withCondition(deep(levels, wrap, fits))).faults[0];
      expect(path).toBe(['segments.0.when', ...Array<string>(100).fill(step)].join('.'));
      expect(expected).toBe('absent: conditions are nested at most 100 deep');
    }
  });
});

interface Nesting {
  readonly path: string;
  readonly wrap: (inner: unknown) => unknown;
  readonly placed: (part: unknown) => unknown;
  readonly innermost: unknown;
}

const nestings: readonly Nesting[] = [
  { path: 'where.not', wrap: (inner) => ({ not: inner }), placed: visit, innermost: {} },
  {
    path: 'followedBy.where.any.0',
    wrap: (inner) => ({ any: [inner] }),
    placed: (where) => ({ ...visit({}), followedBy: visit(where), within: 'P1D' }),
    innermost: {},
  },
  {
    path: 'where.items.some',
    wrap: (inner) => ({ items: { some: inner } }),
    placed: (where) => ({ performed: 'PurchaseMade', where }),
    innermost: {},
  },
  {
    path: 'value.plus.1',
    wrap: (inner) => ({ plus: [1, inner] }),
    placed: (value) => ({ value, is: { gte: 1 } }),
    innermost: { trait: 'orders.count' },
  },
];

describe('catalogueFaults() of what is nested below a condition', () => {
  test.each(nestings)('takes 100 of $path, and refuses more', ({ path, wrap, placed, innermost }) => {
    expect(catalogueFaults(withCondition(placed(deep(99, wrap, innermost))))).toEqual([]);
    for (const levels of [100, 3_000]) {
      const [fault, ...others] = catalogueFaults(withCondition(placed(deep(levels, wrap, innermost))));
      expect(fault?.path.startsWith(`segments.0.when.${path}`)).toBe(true);
      expect(fault?.expected).toMatch(/^absent: (?:conditions|values) are nested at most 100 deep$/);
      expect(others).toEqual([]);
    }
  });

  test('counts the levels of a condition and of what it holds together', () => {
    const where = deep(50, (inner) => ({ not: inner }), {});
    const nestedIn = (levels: number) => withCondition(deep(levels, (inner) => ({ not: inner }), visit(where)));
    expect(catalogueFaults(nestedIn(49))).toEqual([]);
    expect(catalogueFaults(nestedIn(50))).toHaveLength(1);
  });

  test('looks into computed traits', () => {
    const value = deep(100, (inner) => ({ times: [2, inner] }), { trait: 'orders.count' });
    expect(catalogueFaults({ currency: 'GBP', traits: { a: { value } }, segments: [] })).toMatchObject([
      { path: `traits.a.value${'.times.1'.repeat(100)}` },
    ]);
  });
});

/** Each segment refers to the one before. */
const rowOf = (references: number) => [
  { key: 's0', when: fits },
  ...Array.from({ length: references }, (_, index) => ({ key: `s${index + 1}`, when: { segment: `s${index}` } })),
];

describe('compile() of references in a row', () => {
  test.each([
    ['in their order', (row: readonly object[]) => row],
    ['against their order', (row: readonly object[]) => row.toReversed()],
  ])('takes 1,000 %s, and refuses more with the path', (_order, ordered) => {
    expect(
      compile(withSegments(...ordered(rowOf(1_000))))
        .segments.map(({ key }) => key)
        .at(-1),
    ).toBe('s1000');
    for (const references of [1_001, 5_000]) {
      const { path, expected } = refusalOf(withSegments(...ordered(rowOf(references)))).faults[0];
      expect(path).toMatch(/^segments\.\d+\.when\.segment$/);
      expect(expected).toBe('the end of at most 1000 references in a row');
    }
  });
});

/** Each computed trait is so many levels of values above the one before. */
const traitsOf = (count: number, levels: number): Readonly<Record<string, unknown>> =>
  Object.fromEntries(
    Array.from({ length: count }, (_, index) => {
      const before = { trait: index === 0 ? 'orders.count' : `computed.t${index - 1}` };
      return [`t${index}`, { value: deep(levels, (inner) => ({ plus: [1, inner] }), before) }];
    }),
  );

/** A segment that asks for a computed trait. */
const asking = (last: number) => [{ key: 'a', when: { trait: `computed.t${last}`, is: { gte: 1 } } }];

describe('compile() of computed traits in a row', () => {
  test.each([
    [1_000, 0],
    [500, 1],
    [11, 98],
  ])('takes %i of %i levels, and refuses one more', (count, levels) => {
    const catalogueOf = (traits: number) => ({
      currency: 'GBP',
      traits: traitsOf(traits, levels),
      segments: asking(traits - 1),
    });
    const { shown } = compile(catalogueOf(count));
    expect(shown.get(`computed.t${count - 1}`)?.valueAt(emptyState, 0)).toBe(count * levels);
    const [fault, ...others] = refusalOf(catalogueOf(count + 1)).faults;
    expect(fault.expected).toBe('the end of at most 1000 values and references in a row');
    expect(others).toEqual([]);
  });

  test('refuses tens of thousands, told against their order', () => {
    const traits = Object.fromEntries(Object.entries(traitsOf(20_000, 1)).toReversed());
    const [fault] = catalogueFaults({ currency: 'GBP', traits, segments: asking(19_999) });
    expect(fault?.expected).toBe('the end of at most 1000 values and references in a row');
  });
});
