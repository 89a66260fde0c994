import { existsSync } from 'node:fs';
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { describe, expect, test } from 'vitest';
import { noPauses } from '#lib/ports/backoff.ts';
import { importRows, loadMapping } from '#lib/tools/import/import-export.ts';
import { rebuildPerson } from '#lib/use-cases/rebuild/rebuild-person.ts';
import { compile } from '#lib/core/segments/compile/compile.ts';
import { defaultCatalogue } from '#lib/core/segments/default/default-catalogue.ts';
import type { Segment } from '#lib/core/segments/language/language.ts';
import { allPersons } from '#lib/ports/store/all-persons.ts';
import { withReplayed } from '#test/support/replayed-store.ts';

const data = fileURLToPath(new URL('../../../../shared/data/online-retail/', import.meta.url));
const mapping = fileURLToPath(new URL('../../../lib/tools/import/mappings/online-retail.json', import.meta.url));
/** On a stranger's machine the data may be absent; in CI that is a failure. */
const isSkipped = !existsSync(data) && process.env['CI'] !== 'true';
if (isSkipped) console.warn(`SKIPPED: there is no ${data}, so that no real shop is rebuilt`);

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

const eventsOf = async (): Promise<readonly string[]> => {
  const folder = await mkdtemp(join(tmpdir(), 'patron-retail-'));
  try {
    const out = join(folder, 'events.jsonl');
    await importRows({ from: `${data}online-retail-even.csv.gz`, mapping: await loadMapping(mapping), out });
    return (await readFile(out, 'utf8')).split('\n').filter((line) => line !== '');
  } finally {
    await rm(folder, { recursive: true });
  }
};

describe.skipIf(isSkipped)('a real shop of a year', () => {
  test('has no profile that differs from what its ledger makes', { timeout: 300_000 }, async () => {
    const catalogue = compile({ ...defaultCatalogue, segments: [...defaultCatalogue.segments, ...more] });
    const lines = await eventsOf();
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
