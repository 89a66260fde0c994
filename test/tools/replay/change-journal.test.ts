import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import type { Segment } from '#lib/core/segments/language/language.ts';
import { openEmbeddedStore, type EmbeddedStore } from '#lib/ports/store/embedded/embedded-store.ts';
import { storedOnly } from '#lib/ports/store/embedded/outbox-json.ts';
import { createChangeJournal } from '#lib/tools/replay/change-journal.ts';
import { publishWaiting } from '#lib/tools/replay/publish-waiting.ts';
import { writtenRow } from '#lib/tools/replay/written-row.ts';
import { changesIn, replayed } from '#test/flow/replayed.ts';
import { purchase } from '#test/flow/said.ts';
import { ada, changesOf, erase, touch } from '#test/ports/store/contract/store-samples.ts';
import { newFolder } from '#test/support/folder.ts';

/** Publishes what waits; the lines of the file, and the counts. */
const published = async (store: EmbeddedStore) => {
  const path = join(newFolder(), 'changes.jsonl');
  const journal = await createChangeJournal(path);
  await publishWaiting(store, journal.publish);
  await journal.close();
  return { lines: (await readFile(path, 'utf8')).split('\n').slice(0, -1), counts: journal.countsBySegment };
};

/** A store in which somebody enters segments, is held back once, and is erased. */
const filled = async (open: (path: string) => EmbeddedStore) => {
  const store = open(join(newFolder(), 'store.sqlite'));
  await touch(store, ada, { changes: [changesOf(ada, 1, 3), { ...changesOf(ada, 4), heldBack: true }] });
  await touch(store, 'C#patron-canary', { changes: [changesOf('C#patron-canary', 1)] });
  await erase(store, ada);
  return store;
};

describe('createChangeJournal()', () => {
  test('writes the same lines of rows whose entries were written with them, and of rows read back', async () => {
    const [withEntries, readBack] = await Promise.all([
      filled((path) => openEmbeddedStore(path, { write: writtenRow })),
      filled((path) => openEmbeddedStore(path, { write: storedOnly })),
    ]);
    expect(withEntries.unpublished(1)[0]?.entries).toHaveLength(3);
    expect(readBack.unpublished(1)[0]?.entries).toBeUndefined();
    const expected = await published(readBack);
    expect(await published(withEntries)).toEqual(expected);
    expect(expected.lines.map((line) => JSON.parse(line)['detail-type'])).toContain('ProfileErased');
    expect(expected.lines.length).toBeGreaterThan(3);
    withEntries.close();
    readBack.close();
  });

  test('throws the file system’s error as it is', async () => {
    const folder = newFolder();
    await expect(createChangeJournal(folder)).rejects.toMatchObject({ code: 'EISDIR' });
  });
});

describe('replay()', () => {
  test('counts and tells all changes, also more of them than a store remembers', async () => {
    const at = '2026-03-01T10:00:00Z';
    const buyers: Segment = { key: 'buyers', when: { performed: 'PurchaseMade' } };
    const recent: Segment = { key: 'recent', when: { performed: 'PurchaseMade', within: 'P30D' } };
    const events = Array.from({ length: 1_200 }, (_, index) => purchase({ at, customerId: `cust-${index}` }));
    const until = '2026-06-01T00:00:00Z';
    const { summary, changes } = await replayed({ segments: [buyers, recent], events, until });
    expect(summary.segments).toEqual({
      buyers: { members: 1_200, entered: 1_200, exited: 0 },
      recent: { members: 0, entered: 1_200, exited: 1_200 },
    });
    expect(changesIn({ changes }).slice(-1_200)).toEqual(
      expect.arrayContaining(['cust-0 3 -recent 2026-03-31T10:00:00.000Z timer']),
    );
    expect(changes).toHaveLength(3_600);
  });
});
