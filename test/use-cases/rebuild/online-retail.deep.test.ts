import { describe, expect, test } from 'vitest';
import { noPauses } from '#lib/ports/backoff.ts';
import { rebuildPerson } from '#lib/use-cases/rebuild/rebuild-person.ts';
import { compile } from '#lib/core/segments/compile/compile.ts';
import { defaultCatalogue } from '#lib/core/segments/default/default-catalogue.ts';
import type { Segment } from '#lib/core/segments/language/language.ts';
import { allPersons } from '#lib/ports/store/all-persons.ts';
import { lacksRealData, onlineRetailEvents } from '#test/support/real-data.ts';
import { withReplayed } from '#test/support/replayed-store.ts';

/** What the default segments leave out: items one by one, of which windows hold more than 256, and sequences. */
const more: readonly Segment[] = [
  {
    key: 'items',
    when: { performed: 'PurchaseMade', each: 'items', sum: 'quantity', within: 'P90D', is: { gte: 500 } },
  },
  {
    key: 'again',
    when: {
      performed: 'PurchaseMade',
      followedBy: { performed: 'PurchaseMade', where: { total: { gte: 300_00 } } },
      within: 'P30D',
    },
  },
  {
    key: 'quiet',
    when: { performed: 'PurchaseMade', notFollowedBy: { performed: 'PurchaseMade' }, for: 'P14D', within: 'P180D' },
  },
];

describe.skipIf(lacksRealData)('a real shop of a year', () => {
  test('has no profile that differs from what its ledger makes', async () => {
    const catalogue = compile({ ...defaultCatalogue, segments: [...defaultCatalogue.segments, ...more] });
    const lines = await onlineRetailEvents();
    await withReplayed({ catalogue, lines, until: '2011-12-10T00:00:00.000Z' }, async (store) => {
      const deps = { store, catalogue, now: () => 0, until: Infinity, ...noPauses };
      const different = [];
      let people = 0;
      for await (const person of allPersons(store)) {
        people += 1;
        const rebuilt = await rebuildPerson(deps, person, { repair: false });
        if (rebuilt.kind !== 'compared' || rebuilt.differences.length > 0) different.push([person, rebuilt]);
      }
      expect(different).toEqual([]);
      expect(people).toBeGreaterThan(2_000);
    });
  });
});
