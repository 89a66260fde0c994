import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { apply } from '#lib/core/engine/apply.ts';
import type { InstantChanges } from '#lib/core/engine/decision.ts';
import type { CustomerState } from '#lib/core/profile/state.ts';
import { compile } from '#lib/core/segments/compile/compile.ts';
import { describeReason } from '#lib/core/segments/describe/describe-reason.ts';
import { describeSegment, describeTraits } from '#lib/core/segments/describe/describe.ts';
import type { Segment } from '#lib/core/segments/language/language.ts';
import { arbitraryArrivals } from '#test/core/engine/arrivals.ts';
import { arbitraryCatalogue } from '#test/support/arbitrary-catalogue.ts';
import { runs } from '#test/support/runs.ts';

const compiled = arbitraryCatalogue.map((json) => compile(json));
const unsaid = /undefined|NaN|\[object|  |[{}]/;

describe('describeSegment()', () => {
  test('finds words for every condition', () => {
    fc.assert(
      fc.property(compiled, ({ source }) => {
        for (const words of describeTraits(source).values()) expect(words).not.toMatch(unsaid);
        for (const segment of source.segments) {
          const words = describeSegment(segment, source);
          expect(words).toMatch(/^Customers(?: \(?who.*| of whom there are none|, whoever they are)\./);
          expect(words).not.toMatch(unsaid);
        }
      }),
      runs(500),
    );
  });
});

describe('describeReason()', () => {
  test('finds words for every reason of a change', () => {
    fc.assert(
      fc.property(compiled, arbitraryArrivals, (catalogue, arrivals) => {
        let state: CustomerState | undefined;
        const instants: InstantChanges[] = [];
        for (const arrived of arrivals) {
          const decision = apply(catalogue, state, arrived);
          state = decision.state;
          instants.push(...decision.changes);
        }
        for (const { segment, because } of instants.flatMap(({ changes }) => changes)) {
          const definition = catalogue.source.segments.find(({ key }) => key === segment.key) as Segment;
          for (const reason of because) {
            const words = describeReason(reason, definition, catalogue.source);
            expect(words).not.toMatch(unsaid);
            expect(words).not.toBe(reason.condition);
            expect(words).not.toMatch(/^no longer so/);
          }
        }
      }),
      runs(100),
    );
  });
});
