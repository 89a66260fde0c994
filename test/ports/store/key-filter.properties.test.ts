import * as fc from 'fast-check';
import { expect, test } from 'vitest';
import { customerKey } from '#lib/core/profile/person.ts';
import { KeyFilter } from '#lib/ports/store/embedded/key-filter.ts';
import { runs } from '#test/support/runs.ts';

const keys = fc.record({ person: fc.string().map(customerKey), eventId: fc.string() });

test('a filter never takes what was added for new', () => {
  const filter = new KeyFilter();
  fc.assert(
    fc.property(fc.array(keys), (added) => {
      for (const key of added) filter.add(key);
      expect(added.every((key) => filter.mayHave(key))).toBe(true);
    }),
    runs(300),
  );
});

const keyOf = (index: number) => ({ person: customerKey(`cust-${index % 1_000}`), eventId: `e-${index}` });

test('a filter takes hardly anything that was not added for known', () => {
  const filter = new KeyFilter();
  for (let index = 0; index < 100_000; index += 1) filter.add(keyOf(index));
  const inVain = Array.from({ length: 100_000 }, (_, index) => keyOf(100_000 + index)).filter((key) =>
    filter.mayHave(key),
  );
  expect(inVain.length).toBeLessThan(3);
});
