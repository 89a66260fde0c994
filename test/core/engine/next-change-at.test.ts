import { describe, expect, test } from 'vitest';
import { apply } from '#lib/core/engine/apply.ts';
import { nextChangeAt } from '#lib/core/engine/next-change-at.ts';
import { compile } from '#lib/core/segments/compile/compile.ts';
import type { Segment } from '#lib/core/segments/language/language.ts';
import { formatInstant } from '#lib/core/time/instant.ts';
import { purchase } from '../profile/events.ts';

const boughtWithin = (days: number) => ({ performed: 'PurchaseMade', within: `P${days}D` }) as const;

/** Nobody is in it who has made no visit: the purchase leaves its window in vain. */
const boughtAndVisited = (days: number): Segment => ({
  key: `both-${days}`,
  when: { all: [boughtWithin(days), { performed: 'VisitMade' }] },
});

const inVain = (count: number) => Array.from({ length: count }, (_, index) => boughtAndVisited(index + 1));

const bought: Segment = { key: 'bought', when: boughtWithin(60) };

/** When time changes a buyer of the first of January next, by what it looks at and by what it finds. */
const nextOf = (...segments: readonly Segment[]) => {
  const catalogue = compile({ currency: 'GBP', segments });
  const { state } = apply(catalogue, undefined, purchase({ at: '2027-01-01T00:00:00Z' }));
  const next = nextChangeAt(catalogue, state);
  return [state.nextReviewAt, next].map((at) => (at === null ? null : formatInstant(at).slice(0, 10)));
};

describe('nextChangeAt()', () => {
  test('is the next review where that changes a segment, quietly or not', () => {
    expect(nextOf(bought)).toEqual(['2027-03-02', '2027-03-02']);
    expect(nextOf({ ...bought, backfill: 'quiet' })).toEqual(['2027-03-02', '2027-03-02']);
  });

  test('passes reviews that change nothing', () => {
    expect(nextOf(boughtAndVisited(30), bought)).toEqual(['2027-01-31', '2027-03-02']);
  });

  test('is null where time changes nothing', () => {
    expect(nextOf(boughtAndVisited(30))).toEqual(['2027-01-31', null]);
    expect(nextOf({ key: 'ever', when: { performed: 'PurchaseMade' } })).toEqual([null, null]);
  });

  test('passes seven such reviews, and takes the eighth as it is', () => {
    expect(nextOf(...inVain(7), bought)).toEqual(['2027-01-02', '2027-03-02']);
    expect(nextOf(...inVain(8), bought)).toEqual(['2027-01-02', '2027-01-09']);
  });
});
