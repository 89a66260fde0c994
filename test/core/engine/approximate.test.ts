import { describe, expect, test } from 'vitest';
import { apply } from '#lib/core/engine/apply.ts';
import type { SegmentChange } from '#lib/core/engine/decision.ts';
import type { CustomerState } from '#lib/core/profile/state.ts';
import { compile } from '#lib/core/segments/compile/compile.ts';
import { formatInstant, parseInstant } from '#lib/core/time/instant.ts';
import { purchase } from '../profile/events.ts';

/** Rows of a window that are kept one by one. */
const limit = 256;
const start = parseInstant('2027-01-01T00:00:00Z');

/** The reasons of the change that the last of some orders of a pound brings, one each second within ten days. */
const reasonsAt = (orders: number): SegmentChange['because'] | undefined => {
  const catalogue = compile({
    currency: 'GBP',
    segments: [
      { key: 'spent', when: { performed: 'PurchaseMade', within: 'P10D', sum: 'total', is: { gte: orders * 1_00 } } },
    ],
  });
  let state: CustomerState | undefined;
  let because: SegmentChange['because'] | undefined;
  for (let order = 0; order < orders; order += 1) {
    const decided = apply(catalogue, state, purchase({ at: formatInstant(start + order * 1_000), total: 1_00 }));
    ({ state } = decided);
    because = decided.changes.at(-1)?.changes[0]?.because;
  }
  return because;
};

describe('apply() over the sum of a window', () => {
  test(`calls the sum of ${limit} orders exact`, () => {
    expect(reasonsAt(limit)).toEqual([
      {
        path: 'when',
        condition: `PurchaseMade within P10D, sum of total >= ${limit * 1_00}`,
        observed: limit * 1_00,
        holds: true,
      },
    ]);
  });

  test(`calls the sum of ${limit + 1} orders approximate, and still counts each of them`, () => {
    expect(reasonsAt(limit + 1)).toEqual([
      {
        path: 'when',
        condition: `PurchaseMade within P10D, sum of total >= ${(limit + 1) * 1_00}`,
        observed: (limit + 1) * 1_00,
        holds: true,
        approximate: true,
      },
    ]);
  });
});
