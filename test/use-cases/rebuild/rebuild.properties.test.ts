import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { noPauses } from '#lib/ports/backoff.ts';
import { rebuildPerson, type Rebuilt } from '#lib/use-cases/rebuild/rebuild-person.ts';
import { compile } from '#lib/core/segments/compile/compile.ts';
import { allPersons, latestClock } from '#lib/ports/store/all-persons.ts';
import type { EmbeddedStore } from '#lib/ports/store/embedded/embedded-store.ts';
import { reviewCustomer } from '#lib/use-cases/review/review-customer.ts';
import { arbitraryCatalogue } from '#test/support/arbitrary-catalogue.ts';
import { arbitraryStream } from '#test/support/arbitrary-events.ts';
import { quietly } from '#test/support/quietly.ts';
import { withReplayed } from '#test/support/replayed-store.ts';
import { runs } from '#test/support/runs.ts';

const checkEverybody = async (store: EmbeddedStore, catalogue: ReturnType<typeof compile>) => {
  const found: [string, Rebuilt][] = [];
  for (const person of await Array.fromAsync(allPersons(store))) {
    const deps = { store, catalogue, now: () => 0, until: Infinity, ...noPauses };
    const rebuilt = await rebuildPerson(deps, person, { repair: false });
    if (rebuilt.kind !== 'compared' || rebuilt.differences.length > 0) found.push([person, rebuilt]);
  }
  return found;
};

describe('rebuildPerson()', () => {
  test('finds no difference after any events under any catalogue', async () => {
    await fc.assert(
      fc.asyncProperty(arbitraryCatalogue, arbitraryStream, async (source, { lines, until }) => {
        const catalogue = compile(source);
        await withReplayed({ catalogue, lines, until }, async (store) => {
          expect(await checkEverybody(store, catalogue)).toEqual([]);
        });
      }),
      runs(40),
    );
  });

  test('finds none after another catalogue was deployed', async () => {
    await fc.assert(
      fc.asyncProperty(arbitraryCatalogue, quietly, arbitraryStream, async (before, after, { lines, until }) => {
        const catalogue = compile(after);
        await withReplayed({ catalogue: compile(before), lines, until }, async (store) => {
          const at = await latestClock(store);
          for (const person of await Array.fromAsync(allPersons(store))) {
            await reviewCustomer({ store, catalogue, now: () => at, ...noPauses }, person, { at });
          }
          expect(await checkEverybody(store, catalogue)).toEqual([]);
        });
      }),
      runs(40),
    );
  });
});
