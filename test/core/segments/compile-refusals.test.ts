import { describe, expect, test } from 'vitest';
import { CatalogueError } from '#lib/core/segments/check/catalogue-error.ts';
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

/** A condition within `levels` others. */
const nested = (levels: number, wrap: (inner: unknown) => unknown): unknown => {
  let condition: unknown = fits;
  for (let level = 0; level < levels; level += 1) condition = wrap(condition);
  return condition;
};

describe('compile() of conditions that are nested', () => {
  test.each([
    ['not', 'not', (inner: unknown) => ({ not: inner })],
    ['all', 'all.0', (inner: unknown) => ({ all: [inner] })],
    ['any', 'any.0', (inner: unknown) => ({ any: [inner] })],
  ])('takes 100 of %s, and refuses one more with its path', (_form, step, wrap) => {
    expect(compile(withCondition(nested(99, wrap))).segments).toHaveLength(1);
    for (const levels of [100, 3_000]) {
      const { path, expected } = refusalOf(withCondition(nested(levels, wrap))).faults[0];
      expect(path).toBe(['segments.0.when', ...Array<string>(100).fill(step)].join('.'));
      expect(expected).toBe('absent: conditions are nested at most 100 deep');
    }
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
