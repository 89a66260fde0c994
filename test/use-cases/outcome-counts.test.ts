import { expect, test } from 'vitest';
import { countOutcome, noOutcomes } from '#lib/use-cases/intake/outcome-counts.ts';

test('counts what does not count any more, and names of events to come apart from those that came', () => {
  const counts = noOutcomes();
  const applied = { kind: 'applied', changes: 0 } as const;
  for (const more of [{ replaced: 3 }, { unmet: 1 }, {}, { unmet: 1 }, { replaced: 1, unmet: -1 }])
    countOutcome(counts, { ...applied, ...more });
  expect(counts).toEqual({ ...noOutcomes(), events: 5, applied: 5, replaced: 4, namedAhead: 2, namesMet: 1 });
});
