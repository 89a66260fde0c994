import { describe, expect, test } from 'vitest';
import { runs } from '#test/support/runs.ts';
import { compareDrawn, contracts } from './schema-agreement.ts';

describe('the JSON Schema of an event', () => {
  test.each(contracts)(
    '$type refuses nothing that is accepted, and accepts what is refused only as listed',
    (contract) => {
      const { accepted, refused } = compareDrawn(contract, runs(6_000).numRuns);
      expect(accepted).toBeGreaterThan(100);
      expect(refused).toBeGreaterThan(100);
    },
  );
});
