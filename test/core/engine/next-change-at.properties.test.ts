import fc from 'fast-check';
import { expect, test } from 'vitest';
import { advance } from '#lib/core/engine/advance.ts';
import { apply } from '#lib/core/engine/apply.ts';
import { nextChangeAt } from '#lib/core/engine/next-change-at.ts';
import type { CustomerState } from '#lib/core/profile/state.ts';
import { compile } from '#lib/core/segments/compile/compile.ts';
import { arbitraryCatalogue } from '#test/support/arbitrary-catalogue.ts';
import { runs } from '#test/support/runs.ts';
import { arbitraryArrivals } from './arrivals.ts';

const longAfter = 900 * 86_400_000;

test('nextChangeAt() is never too late: strictly before it, time changes no membership', () => {
  fc.assert(
    fc.property(arbitraryCatalogue, arbitraryArrivals, (json, arrivals) => {
      const catalogue = compile(json);
      let state: CustomerState | undefined;
      for (const arrived of arrivals) {
        ({ state } = apply(catalogue, state, arrived));
        const next = nextChangeAt(catalogue, state);
        expect(advance(catalogue, state, next ?? state.clock + longAfter).changes).toEqual([]);
        expect(next ?? Infinity).toBeGreaterThanOrEqual(state.nextReviewAt ?? Infinity);
      }
    }),
    runs(100),
  );
});
